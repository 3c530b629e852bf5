package io.execguard.tool.report.evidence;

import io.execguard.policy.KubeletCall;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The words of a row that both logs share: kubectl's own where it has some.
final class KubectlWords {
  /// The pod of `kubectl debug node/NODE` (k8s.io/kubectl/pkg/cmd/debug): behind the node's name
  /// come five characters by chance. Whoever makes a pod by hand can name it so; what of the node
  /// it has is told by its own.
  private static final Pattern NODE_DEBUGGER = Pattern.compile("node-debugger-(.+)-[a-z0-9]{5}");

  private static final String NODE_SHELL = "(a shell on the node: ";

  private static final Set<String> FLAGS = Set.of("-i", "-t", "-it");

  /// Both logs' words for a request that can open a session.
  private static final Set<String> ASKED =
      Set.of("exec", "attach", "debug", "run", "portForward", "nodeProxy", "proxy");

  private static final Set<String> PROXIED = Set.of("nodeProxy", "proxy");

  /// Of a record whose request the guard did not know.
  private static final String UNRECOGNISED = "unrecognised";

  private static final String NO_VERB = "no-verb";

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
    return words.isEmpty() ? "" : NODE_SHELL + String.join(", ", words) + ")";
  }

  /// A call to a kubelet, and where it leads.
  ///
  /// @param flags of what it starts, where they are known
  static String kubelet(String node, String path, String flags) {
    String verb =
        KubeletCall.of(node, path) instanceof KubeletCall.IntoPod(String word, _, _) ? word : "";
    return joined("nodeProxy", verb, flags, "through " + node + ":", path);
  }

  /// A call through a proxy, as its event has it.
  ///
  /// @param verb empty for HTTP's OPTIONS and others for which the API server has no word
  static String proxy(String verb, String path) {
    return joined("proxy", verb.isEmpty() ? NO_VERB : verb, path.isEmpty() ? "/" : path);
  }

  /// Those that say something, with blanks between.
  static String joined(String... words) {
    StringBuilder joined = new StringBuilder();
    for (String word : words) {
      if (!word.isEmpty()) {
        joined.append(joined.isEmpty() ? "" : " ").append(word);
      }
    }
    return joined.toString();
  }

  /// What goes through a proxy has a path of its client's, and nothing of the node behind it.
  static boolean isNodeShell(String words) {
    return !PROXIED.contains(words.split(" ", 2)[0]) && words.contains(NODE_SHELL);
  }

  /// How grave it is what these words say. What a client chose stands behind the words that count
  /// here; what the log does not tell is a session.
  static Severity severity(String words) {
    List<String> each = List.of(words.split(" ", -1));
    String asked = each.getFirst();
    boolean hasFlags = each.stream().skip(1).limit(2).anyMatch(FLAGS::contains);
    if (!ASKED.contains(asked)) {
      return words.isEmpty() || asked.equals(UNRECOGNISED) ? Severity.SESSION : Severity.CHANGE;
    }
    return switch (asked) {
      case "nodeProxy" -> readsKubelet(each) ? Severity.PROBE : Severity.SESSION;
      case "proxy" ->
          each.size() < 3 || each.get(1).equals("get") ? Severity.PROBE : Severity.COMMAND;
      default -> hasFlags || words.contains("(") ? Severity.SESSION : Severity.COMMAND;
    };
  }

  /// `nodeProxy through NODE: PATH`, as [#kubelet] writes it, of a path that opens nothing.
  private static boolean readsKubelet(List<String> words) {
    return words.size() == 4
        && words.get(1).equals("through")
        && KubeletCall.of(words.get(2).replaceFirst(":$", ""), words.get(3))
            instanceof KubeletCall.NoSession;
  }
}
