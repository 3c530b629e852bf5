package io.execguard.json;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Which members of a document are read. What it does not name is skipped, however deep and large,
/// so that nobody can make a document unreadable with what nothing reads.
///
/// The items of a list share the outline of the list.
///
/// @param whole everything is read that stands here, and below it
/// @param members the outline of each member that is read, by its name; none where all are
public record Outline(boolean whole, Map<String, Outline> members) {
  public static final Outline ALL = new Outline(true, Map.of());

  private static final Outline NOTHING = new Outline(false, Map.of());

  public Outline {
    members = Map.copyOf(members);
  }

  /// Everything that stands at these places.
  ///
  /// @param paths names of members with a dot between each, `metadata.labels` for instance
  public static Outline of(String... paths) {
    Outline outline = NOTHING;
    for (String path : paths) {
      outline = outline.with(path, ALL);
    }
    return outline;
  }

  /// This, and of what stands at a place the parts that another outline names.
  ///
  /// @param path names of members with a dot between each
  public Outline with(String path, Outline part) {
    Outline branch = part;
    for (String name : List.of(path.split("\\.")).reversed()) {
      branch = new Outline(false, Map.of(name, branch));
    }
    return and(branch);
  }

  /// What either names.
  public Outline and(Outline other) {
    if (whole || other.whole) {
      return ALL;
    }
    Map<String, Outline> both = new TreeMap<>(members);
    other.members.forEach((name, outline) -> both.merge(name, outline, Outline::and));
    return new Outline(false, both);
  }

  /// The outline of a member, of which nothing is read where it is skipped.
  Outline member(String name) {
    return whole ? this : members.getOrDefault(name, NOTHING);
  }

  boolean readsNothing() {
    return !whole && members.isEmpty();
  }
}
