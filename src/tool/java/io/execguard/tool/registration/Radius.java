package io.execguard.tool.registration;

import io.execguard.policy.Constraint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How far an outage reaches: the namespaces that constraints mean, and all others, each in cells
/// that share no namespace, so that every review goes to one webhook.
///
/// A label selector joins its requirements by "and", and the opposite of that is an "or", which a
/// selector cannot say; several selectors can, as long as they are few.
///
/// @param meant by one of the constraints at least
/// @param rest meant by none
/// @param whole why the meant ones are everywhere, and not what the constraints say; empty where
///   they are what the constraints say
record Radius(List<Cell> meant, List<Cell> rest, Optional<String> whole) {
  /// Webhooks of one kind. Kubernetes sets no limit; a registration that nobody can read is none.
  static final int MOST = 16;

  Radius {
    meant = List.copyOf(meant);
    rest = List.copyOf(rest);
  }

  static Radius of(List<Constraint> constraints) {
    List<Cell> meant = new ArrayList<>();
    List<Cell> rest = List.of(Cell.EVERYWHERE);
    for (Constraint constraint : constraints) {
      List<Cell> left = new ArrayList<>();
      for (Cell cell : rest) {
        Cell.Cut cut = cell.cut(constraint.match());
        meant.addAll(cut.meant());
        left.addAll(cut.rest());
      }
      rest = left;
      if (meant.size() + rest.size() > MOST * MOST) {
        return everywhere();
      }
    }
    Radius radius = new Radius(merged(meant), merged(rest), Optional.empty());
    return radius.meant.size() + radius.rest.size() > MOST ? everywhere() : radius;
  }

  boolean isEverywhere() {
    return rest.isEmpty();
  }

  private static Radius everywhere() {
    return new Radius(
        List.of(Cell.EVERYWHERE),
        List.of(),
        Optional.of(
            "the namespaces that the constraints mean, and all others, would take more than "
                + MOST
                + " webhooks of one kind: constraints that select by fewer labels make it less"));
  }

  private static List<Cell> merged(List<Cell> cells) {
    List<Cell> merged = new ArrayList<>();
    for (Cell cell : cells) {
      Cell together = cell;
      for (int at = 0; at < merged.size(); at++) {
        Optional<Cell> both = merged.get(at).or(together);
        if (both.isPresent()) {
          merged.remove(at);
          together = both.get();
          at = -1;
        }
      }
      merged.add(together);
    }
    return merged;
  }
}
