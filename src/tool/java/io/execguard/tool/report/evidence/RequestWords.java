package io.execguard.tool.report.evidence;

import io.execguard.policy.KubeletCall;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What an audit event says was asked for, as a row tells it.
///
/// @param what kubectl's word and flags; of a call to a kubelet or through a proxy where it leads
/// @param where namespace and name of what is reached
/// @param inPod that is a pod
record RequestWords(String what, List<String> command, String where, boolean inPod) {
  /// HTTP's 101.
  private static final int SWITCHED = 101;

  RequestWords {
    command = List.copyOf(command);
  }

  static RequestWords of(AuditEvent event) {
    return switch (event.resource()) {
      case "pods/exec" -> terminal("exec", event);
      case "pods/attach" -> terminal("attach", event);
      case "pods/portforward" -> terminal("portForward", event);
      case "pods/ephemeralcontainers" ->
          NamespaceChangeReader.WRITES.contains(event.verb())
              ? BroughtContainers.ofDebug(event)
              : asItIs(event);
      case "pods" -> event.creates() ? BroughtContainers.ofRun(event) : asItIs(event);
      case "nodes/proxy" -> kubelet(event);
      case "pods/proxy", "services/proxy" -> proxy(event);
      default -> asItIs(event);
    };
  }

  private static RequestWords terminal(String word, AuditEvent event) {
    String flags = KubectlWords.flags(event.uri().isSet("stdin"), event.uri().isSet("tty"));
    return new RequestWords(KubectlWords.joined(word, flags), event.command(), event.where(), true);
  }

  /// A namespace is in itself, by the API server's count.
  private static RequestWords asItIs(AuditEvent event) {
    boolean isNamespace = event.resource().split("/", 2)[0].equals("namespaces");
    return new RequestWords(
        event.verb() + " " + event.resource(),
        event.command(),
        isNamespace ? event.name() : event.where(),
        false);
  }

  /// A GET that switched its protocol is a stream to whatever is behind the proxy, and no look.
  private static RequestWords proxy(AuditEvent event) {
    String verb = event.code() == SWITCHED ? "stream" : event.verb();
    return new RequestWords(
        KubectlWords.proxy(verb, event.uri().proxied()),
        List.of(),
        event.where(),
        event.resource().startsWith("pods"));
  }

  /// The kubelet has names of its own for the parameters: `input` of what the API server calls
  /// `stdin` (k8s.io/api, `core/v1/types.go`: ExecStdinParam), and `cmd` of its `run`.
  private static RequestWords kubelet(AuditEvent event) {
    RequestUri uri = event.uri();
    String path = uri.proxied();
    String flags = KubectlWords.flags(uri.isSet("input") || uri.isSet("stdin"), uri.isSet("tty"));
    List<String> command =
        Stream.of("command", "cmd").flatMap(name -> uri.values(name).stream()).toList();
    Optional<String> pod = pod(event.name(), path);
    return new RequestWords(
        KubectlWords.kubelet(event.name(), path, flags),
        command,
        pod.orElse(event.where()),
        pod.isPresent());
  }

  private static Optional<String> pod(String node, String path) {
    return KubeletCall.of(node, path)
            instanceof KubeletCall.IntoPod(_, String namespace, String pod)
        ? Optional.of(AuditEvent.joined(namespace, pod))
        : Optional.empty();
  }
}
