package io.execguard.policy;

import java.util.List;
import java.util.Optional;

/// What is asked of the cluster. Each kind of request that can open a session has its own case; all
/// others are [Unrecognised], so that nothing is allowed without a word.
public sealed interface Access {

  /// The container that a request enters, an empty name where the caller left the choice to
  /// Kubernetes; nothing for a request that enters none. Debug and run make theirs. Of a call to a
  /// kubelet every container of the pod counts, whichever the path names: it fails closed.
  default Optional<String> entered() {
    return switch (this) {
      case Exec exec -> Optional.of(exec.container);
      case Attach attach -> Optional.of(attach.container);
      case NodeProxy proxy when proxy.call().entersContainer() -> Optional.of(Pod.EVERY_CONTAINER);
      case Debug _, Run _, NodeProxy _, PortForward _, Proxy _, NamespaceChange _, Unrecognised _ ->
          Optional.empty();
    };
  }

  /// `kubectl exec` and `cp`: CONNECT pods/exec.
  ///
  /// @param command the arguments as sent, boundaries kept; empty where the review has none
  /// @param container empty where the caller left the choice to Kubernetes
  /// @param recordable false where no record can hold the command whole
  /// @param session the id under which the recorder runs the command; empty where it runs by itself
  record Exec(
      boolean stdin,
      boolean tty,
      List<String> command,
      String container,
      boolean recordable,
      Optional<String> session)
      implements Access {
    public Exec {
      command = List.copyOf(command);
    }

    /// Not under the recorder.
    public Exec(
        boolean stdin, boolean tty, List<String> command, String container, boolean recordable) {
      this(stdin, tty, command, container, recordable, Optional.empty());
    }

    /// With a command that a record can hold whole.
    public Exec(boolean stdin, boolean tty, List<String> command, String container) {
      this(stdin, tty, command, container, true);
    }

    public boolean interactive() {
      return stdin || tty;
    }

    /// Fails closed for a command that no record holds whole: the transcript shows what passes the
    /// terminal, and the rest of such a command would be nowhere.
    public boolean isOnRecord() {
      return session.isPresent() && recordable;
    }

    /// The same with another command.
    public Exec with(List<String> other) {
      return new Exec(stdin, tty, other, container, recordable, session);
    }

    /// The same where a record holds the command whole, or does not.
    public Exec with(boolean isRecordable) {
      return new Exec(stdin, tty, command, container, isRecordable, session);
    }
  }

  /// `kubectl attach`: CONNECT pods/attach. It has no command.
  ///
  /// @param container empty where the caller left the choice to Kubernetes
  record Attach(boolean stdin, boolean tty, String container) implements Access {}

  /// `kubectl debug POD`: UPDATE pods/ephemeralcontainers.
  ///
  /// @param added the ephemeral containers that the pod did not have before
  /// @param nodeAccess what of the node the pod gives to them
  /// @param recordable false where no record can hold the containers' commands whole
  record Debug(List<Container> added, NodeAccess nodeAccess, boolean recordable) implements Access {
    public Debug {
      added = List.copyOf(added);
    }

    /// With commands that a record can hold whole.
    public Debug(List<Container> added, NodeAccess nodeAccess) {
      this(added, nodeAccess, true);
    }

    public boolean interactive() {
      return added.stream().anyMatch(Container::interactive);
    }

    /// The same where a record holds the commands whole, or does not.
    public Debug with(boolean isRecordable) {
      return new Debug(added, nodeAccess, isRecordable);
    }
  }

  /// `kubectl run` and `kubectl debug node/…`: CREATE pods.
  ///
  /// @param containers containers and init containers
  /// @param nodeAccess what of the node the pod gives to them
  /// @param recordable false where no record can hold the interactive containers' commands whole
  record Run(List<Container> containers, NodeAccess nodeAccess, boolean recordable)
      implements Access {
    public Run {
      containers = List.copyOf(containers);
    }

    /// With commands that a record can hold whole.
    public Run(List<Container> containers, NodeAccess nodeAccess) {
      this(containers, nodeAccess, true);
    }

    /// The same where a record holds the commands whole, or does not.
    public Run with(boolean isRecordable) {
      return new Run(containers, nodeAccess, isRecordable);
    }
  }

  /// A call to the kubelet's own API through the API server: CONNECT nodes/proxy.
  ///
  /// @param path as sent, not cleaned
  record NodeProxy(String path, KubeletCall call) implements Access {}

  /// `kubectl port-forward`: CONNECT pods/portforward, an opaque tunnel.
  record PortForward() implements Access {}

  /// CONNECT pods/proxy or services/proxy, an opaque tunnel.
  ///
  /// @param path as sent, not cleaned
  record Proxy(String path) implements Access {}

  /// A change of a namespace: CREATE or UPDATE namespaces, by whatever subresource. It opens no
  /// session; its annotations may grant some, and its labels say which constraints mean it.
  ///
  /// @param before empty for a namespace that is created
  record NamespaceChange(Optional<NamespaceFacts.Known> before, NamespaceFacts.Known after)
      implements Access {}

  /// A request that no case above describes.
  ///
  /// @param connect true for the CONNECT operation, which can be a session of a kind not known here
  record Unrecognised(boolean connect) implements Access {}

  /// A container of a pod, as far as sessions go.
  ///
  /// @param command empty where the image's own command runs
  /// @param args of whichever command runs
  record Container(
      String name, boolean stdin, boolean tty, List<String> command, List<String> args) {
    public Container {
      command = List.copyOf(command);
      args = List.copyOf(args);
    }

    /// With nothing but the image's own command.
    public Container(String name, boolean stdin, boolean tty) {
      this(name, stdin, tty, List.of(), List.of());
    }

    public boolean interactive() {
      return stdin || tty;
    }
  }
}
