package io.execguard.policy;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Break-glass as a namespace's annotations say it, whether or not it counts.
public sealed interface Grant {
  /// What stands for a reason in a line that a denial offers, to be filled in. Who sends the line
  /// as it is has given none.
  String TICKET = "TICKET";

  /// No annotation of a grant is there.
  record None() implements Grant {}

  /// Annotations that make no grant. What they say is not kept: it can be anything.
  record Faulty(Key key, Fault fault) implements Grant {
    /// For a record: `until-missing`, for instance.
    public String word() {
      return key.word + "-" + fault.word;
    }
  }

  /// A whole grant.
  ///
  /// @param from in whole milliseconds, as records write times; the first that it counts in
  /// @param until after `from`; the first that it no longer counts in
  /// @param reason one printable line of 1 to 256 characters
  /// @param by the username of who made it, of 1 to 256 characters
  /// @param people whom alone it lets in, by username or session name, each compared whole; empty
  ///   for everybody
  record Written(Instant from, Instant until, String reason, String by, List<String> people)
      implements Grant {
    public Written {
      people = List.copyOf(people);
    }

    /// For everybody.
    public Written(Instant from, Instant until, String reason, String by) {
      this(from, until, reason, by, List.of());
    }

    /// As a namespace has it.
    public Map<String, String> annotations() {
      Map<String, String> annotations = new LinkedHashMap<>();
      annotations.put(Key.FROM.annotation(), from.toString());
      annotations.put(Key.UNTIL.annotation(), until.toString());
      annotations.put(Key.BY.annotation(), by);
      if (!people.isEmpty()) {
        annotations.put(Key.FOR.annotation(), String.join(" ", people));
      }
      annotations.put(Key.REASON.annotation(), reason);
      return annotations;
    }

    /// Whether these annotations say the same of a grant, letter by letter.
    boolean isIn(Map<String, String> others) {
      return others.containsKey(Key.FROM.annotation()) && isSame(others, annotations());
    }

    /// Whether it lets in who has these names. Fails closed for two session names: who can write a
    /// second one could write anybody's.
    public boolean isFor(User user) {
      if (people.isEmpty() || people.contains(user.username())) {
        return true;
      }
      List<String> sessions = Person.extra(user, Person.SESSION_NAME).toList();
      return sessions.size() == 1 && people.contains(sessions.getFirst());
    }
  }

  /// The annotations of a grant, in the order in which they are read.
  enum Key {
    FROM("from"),
    UNTIL("until"),
    REASON("reason"),
    BY("by"),
    /// `exec-guard.io/allow-interactive-for`: names with blanks between them. It may be missing;
    /// alone it makes no grant, so that what takes the other four away takes the grant away.
    FOR("for");

    private static final String PREFIX = "exec-guard.io/allow-interactive-";

    private final String word;
    private final String annotation;

    Key(String word) {
      this.word = word;
      annotation = PREFIX + word;
    }

    /// The annotation's key.
    public String annotation() {
      return annotation;
    }

    /// Whether there is no grant without it.
    public boolean isNeeded() {
      return this != FOR;
    }
  }

  /// What an annotation can have wrong.
  enum Fault {
    /// Not there, or empty.
    MISSING("missing"),
    /// Not RFC 3339 with a zone, or no time that there is.
    NO_TIME("no-time"),
    NOT_AFTER_FROM("not-after-from"),
    /// Not one printable line of at most 256 characters.
    NO_LINE("no-line"),
    /// Not one printable line of at most 1,024 characters.
    NO_NAMES("no-names");

    private final String word;

    Fault(String word) {
      this.word = word;
    }
  }

  /// What the annotations of a grant would be read as.
  static Grant of(Written grant) {
    return GrantReader.isReadAsItIs(grant) ? grant : of(grant.annotations());
  }

  /// The one that counts for a request: of a change, as it will be.
  static Grant of(Access access, NamespaceFacts namespace) {
    NamespaceFacts facts =
        access instanceof Access.NamespaceChange change ? change.after() : namespace;
    return facts instanceof NamespaceFacts.Known known ? of(known.annotations()) : new None();
  }

  /// Reads the annotations of a namespace; others among them are of no account.
  static Grant of(Map<String, String> annotations) {
    return GrantReader.read(annotations);
  }

  /// Whether two sets of annotations say the same of a grant, letter by letter.
  static boolean isSame(Map<String, String> one, Map<String, String> other) {
    return Stream.of(Key.values())
        .map(Key::annotation)
        .allMatch(
            key ->
                one.containsKey(key) == other.containsKey(key)
                    && one.getOrDefault(key, "").equals(other.getOrDefault(key, "")));
  }
}
