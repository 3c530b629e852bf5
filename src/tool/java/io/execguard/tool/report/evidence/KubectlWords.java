package io.execguard.tool.report.evidence;

import io.execguard.policy.KubeletCall;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The words of a row that both logs share: kubectl's own where it has some.
final class KubectlWords {
  /// The pod of `kubectl debug node/NODE` (k8s.io/kubectl/pkg/cmd/debug): behind the node's name
  /// come five characters by chance. Whoever makes a pod by hand can name it so; what of the node
  /// it has is told by its own.
  private static final Pattern NODE_DEBUGGER = Pattern.compile("node-debugger-(.+)-[a-z0-9]{5}");

  private KubectlWords() {}

  /// As kubectl takes them; empty without both.
  static String flags(boolean stdin, boolean tty) {
    String flags = (stdin ? "i" : "") + (tty ? "t" : "");
    return flags.isEmpty() ? "" : "-" + flags;
  }

  /// How a pod was made.
  ///
  /// @param pod its name; empty where it is not known
  static String run(String pod) {
    Matcher debugger = NODE_DEBUGGER.matcher(pod);
    return debugger.matches() ? "debug node/" + debugger.group(1) : "run";
  }

  /// What a container has of its node.
  ///
  /// @param words of the record; none where it has nothing
  static String nodeAccess(List<String> words) {
    return words.isEmpty() ? "" : "(a shell on the node: " + String.join(", ", words) + ")";
  }

  /// A call to a kubelet, and where it leads.
  ///
  /// @param flags of what it starts, where they are known
  static String kubelet(String node, String path, String flags) {
    String verb =
        KubeletCall.of(node, path) instanceof KubeletCall.IntoPod(String word, _, _) ? word : "";
    return joined("nodeProxy", verb, flags, "through " + node + ":", path);
  }

  /// Those that say something, with blanks between.
  static String joined(String... words) {
    return Stream.of(words).filter(word -> !word.isEmpty()).collect(Collectors.joining(" "));
  }
}
