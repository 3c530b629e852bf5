package io.execguard.admission;

import io.execguard.json.JsonLength;
import io.execguard.policy.Access;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The commands of a request that its record holds, whole or not at all: what cannot be recorded is
/// no single command.
final class RecordedCommands {
  /// Bytes of JSON. A command line that is longer cannot be recorded whole.
  static final int LONGEST = 24 << 10;

  private RecordedCommands() {}

  /// Whether a record holds the whole command of an exec, or all commands of the containers that a
  /// debug adds, or that are interactive in a run.
  static boolean holds(Access access) {
    return switch (access) {
      case Access.Exec exec -> JsonLength.fit(exec.command(), LONGEST);
      case Access.Debug debug -> holds(debug.added());
      case Access.Run run -> holds(interactive(run.containers()));
      case Access.Attach _,
          Access.NodeProxy _,
          Access.PortForward _,
          Access.Proxy _,
          Access.NamespaceChange _,
          Access.Unrecognised _ ->
          true;
    };
  }

  /// Two of the same name cannot both be there.
  private static boolean holds(List<Access.Container> containers) {
    return BoundedEntries.fit(byContainer(containers), LONGEST)
        && containers.stream().map(Access.Container::name).distinct().count() == containers.size();
  }

  /// Characters of what [#holds] looks at, as UTF-16 counts them.
  static long characters(Access access) {
    return switch (access) {
      case Access.Exec exec -> Ends.characters(exec.command());
      case Access.Debug debug -> characters(debug.added());
      case Access.Run run -> characters(interactive(run.containers()));
      case Access.Attach _,
          Access.NodeProxy _,
          Access.PortForward _,
          Access.Proxy _,
          Access.NamespaceChange _,
          Access.Unrecognised _ ->
          0;
    };
  }

  private static long characters(List<Access.Container> containers) {
    return Ends.characters(BoundedEntries.texts(byContainer(containers)));
  }

  /// The interactive containers of a pod: the others say nothing of the session.
  static List<Access.Container> interactive(List<Access.Container> containers) {
    return containers.stream().filter(Access.Container::interactive).toList();
  }

  /// By the containers' names.
  static Map<String, List<String>> byContainer(List<Access.Container> containers) {
    Map<String, List<String>> commands = new LinkedHashMap<>();
    for (Access.Container container : containers) {
      List<String> command = new ArrayList<>(container.command());
      command.addAll(container.args());
      if (!command.isEmpty()) {
        commands.put(container.name(), command);
      }
    }
    return commands;
  }
}
