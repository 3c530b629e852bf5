package io.execguard.admission;

import io.execguard.json.JsonWriter;
import io.execguard.policy.Access;
import io.execguard.policy.NodeAccess;
import java.util.List;

/// Writes what was asked for into a record.
final class AccessWriter {
  private static final int CONTAINERS = 2 << 10;

  private AccessWriter() {}

  static void write(JsonWriter json, BoundedMembers members, Access access) {
    json.writeStringProperty("kind", kind(access));
    switch (access) {
      case Access.Exec exec -> {
        streams(json, exec.stdin(), exec.tty());
        members.text("container", exec.container());
        members.texts("command", exec.command(), RecordedCommands.LONGEST);
        recordable(json, exec.recordable());
      }
      case Access.Attach attach -> {
        streams(json, attach.stdin(), attach.tty());
        members.text("container", attach.container());
      }
      case Access.Debug debug -> {
        containers(json, members, debug.added());
        commands(members, debug.added());
        recordable(json, debug.recordable());
        nodeAccess(members, debug.nodeAccess());
      }
      case Access.Run run -> {
        containers(json, members, run.containers());
        commands(members, RecordedCommands.interactive(run.containers()));
        recordable(json, run.recordable());
        nodeAccess(members, run.nodeAccess());
      }
      case Access.NodeProxy proxy -> members.text("path", proxy.path());
      case Access.Proxy proxy -> members.text("path", proxy.path());
      case Access.NamespaceChange change ->
          json.writeBooleanProperty("created", change.before().isEmpty());
      case Access.PortForward _, Access.Unrecognised _ -> {}
    }
  }

  /// What hands over the node, and what comes near it.
  static void nodeAccess(BoundedMembers members, NodeAccess nodeAccess) {
    members.texts("nodeAccess", nodeAccess.words(), CONTAINERS);
    if (!nodeAccess.near().isEmpty()) {
      members.texts("nearNode", nodeAccess.near(), CONTAINERS);
    }
  }

  static String kind(Access access) {
    return switch (access) {
      case Access.Exec _ -> "exec";
      case Access.Attach _ -> "attach";
      case Access.Debug _ -> "debug";
      case Access.Run _ -> "run";
      case Access.NodeProxy _ -> "nodeProxy";
      case Access.PortForward _ -> "portForward";
      case Access.Proxy _ -> "proxy";
      case Access.NamespaceChange _ -> "namespaceChange";
      case Access.Unrecognised _ -> "unrecognised";
    };
  }

  private static void containers(
      JsonWriter json, BoundedMembers members, List<Access.Container> containers) {
    List<Access.Container> interactive = RecordedCommands.interactive(containers);
    streams(
        json,
        interactive.stream().anyMatch(Access.Container::stdin),
        interactive.stream().anyMatch(Access.Container::tty));
    members.texts(
        "containers", interactive.stream().map(Access.Container::name).toList(), CONTAINERS);
  }

  private static void recordable(JsonWriter json, boolean recordable) {
    if (!recordable) {
      json.writeBooleanProperty("recordable", false);
    }
  }

  private static void commands(BoundedMembers members, List<Access.Container> containers) {
    members.endsOfLists(
        "commands", RecordedCommands.byContainer(containers), RecordedCommands.LONGEST);
  }

  private static void streams(JsonWriter json, boolean stdin, boolean tty) {
    json.writeBooleanProperty("stdin", stdin);
    json.writeBooleanProperty("tty", tty);
  }
}
