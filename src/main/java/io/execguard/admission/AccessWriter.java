package io.execguard.admission;

import io.execguard.json.JsonLength;
import io.execguard.policy.Access;
import io.execguard.policy.NodeAccess;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/// Writes what was asked for into a record.
final class AccessWriter {
  /// Bytes of JSON. A command line that is longer cannot be recorded whole.
  static final int COMMAND = 24 << 10;

  private static final int CONTAINERS = 2 << 10;

  private AccessWriter() {}

  static void write(JsonGenerator json, BoundedMembers members, Access access) {
    json.writeStringProperty("kind", kind(access));
    switch (access) {
      case Access.Exec exec -> {
        streams(json, exec.stdin(), exec.tty());
        members.text("container", exec.container());
        members.texts("command", exec.command(), COMMAND);
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
        commands(members, interactive(run.containers()));
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

  /// The interactive containers of a pod: the others say nothing of the session.
  static List<Access.Container> interactive(List<Access.Container> containers) {
    return containers.stream().filter(Access.Container::interactive).toList();
  }

  private static void containers(
      JsonGenerator json, BoundedMembers members, List<Access.Container> containers) {
    List<Access.Container> interactive = interactive(containers);
    streams(
        json,
        interactive.stream().anyMatch(Access.Container::stdin),
        interactive.stream().anyMatch(Access.Container::tty));
    members.texts(
        "containers", interactive.stream().map(Access.Container::name).toList(), CONTAINERS);
  }

  /// Whether a record holds the whole command of an exec, or all commands of the containers that a
  /// debug adds, or that are interactive in a run.
  static boolean holds(Access access) {
    return switch (access) {
      case Access.Exec exec -> JsonLength.of(exec.command()) <= COMMAND;
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
    return BoundedEntries.length(commands(containers)) <= COMMAND
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
    return Ends.characters(BoundedEntries.texts(commands(containers)));
  }

  private static void recordable(JsonGenerator json, boolean recordable) {
    if (!recordable) {
      json.writeBooleanProperty("recordable", false);
    }
  }

  private static void commands(BoundedMembers members, List<Access.Container> containers) {
    members.endsOfLists("commands", commands(containers), COMMAND);
  }

  /// By the containers' names.
  private static Map<String, List<String>> commands(List<Access.Container> containers) {
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

  private static void streams(JsonGenerator json, boolean stdin, boolean tty) {
    json.writeBooleanProperty("stdin", stdin);
    json.writeBooleanProperty("tty", tty);
  }
}
