package io.execguard.policy;

import java.util.List;

/// A command that is run without stdin or a terminal and that a record holds whole, which
/// `allowedCommands` judges.
///
/// @param way the session that the same way in would be with stdin
/// @param arguments empty where the image's own command runs
public record SingleCommand(Session way, List<String> arguments) {
  public SingleCommand {
    arguments = List.copyOf(arguments);
  }

  /// A pod that is created is none: it runs whatever its image and its author say.
  static List<SingleCommand> of(Access access) {
    return switch (access) {
      case Access.Exec exec when exec.interactive() || !exec.recordable() -> List.of();
      case Access.Exec exec -> List.of(new SingleCommand(Session.EXEC, exec.command()));
      case Access.Debug debug when !debug.recordable() -> List.of();
      case Access.Debug debug ->
          debug.added().stream()
              .filter(container -> !container.interactive())
              .map(container -> new SingleCommand(Session.DEBUG, container.command()))
              .toList();
      case Access.Attach _,
          Access.Run _,
          Access.NodeProxy _,
          Access.PortForward _,
          Access.Proxy _,
          Access.NamespaceChange _,
          Access.Unrecognised _ ->
          List.of();
    };
  }
}
