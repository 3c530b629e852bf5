package io.execguard.policy;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Reads where a nodes/proxy path leads. The API server hands the path on uncleaned and the kubelet
/// cleans it, so `/pods/../run/ns/pod/c` runs a command: it is read as the kubelet will read it.
final class KubeletPath {
  /// The kubelet's calls that open a session, run a command or copy a container's memory out.
  private static final Set<String> INTO_POD =
      Set.of("exec", "attach", "run", "portForward", "checkpoint");

  private static final String CONTAINER_RUNTIME = "cri";

  /// The kubelet's other paths (its `server.go`): behind them the words above are names of pods.
  private static final Set<String> HARMLESS =
      Set.of("configz", "containerLogs", "healthz", "logs", "metrics", "pods", "stats");

  private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?");

  /// `NODE`, `NODE:PORT`, `SCHEME:NODE:PORT` (apimachinery's `SplitSchemeNamePort`), where the port
  /// is left to the API server or is the kubelet's own. The API server compares it with the one
  /// that the node reports, and calls the kubelet then, by its own scheme whatever is asked for
  /// (`strategy.go` of its nodes). EKS's nodes report 10250. The registration's condition of the
  /// door `node` has the same expression.
  private static final Pattern KUBELET =
      Pattern.compile("[^:]+(:(10250)?)?|(https?)?:[^:]+:(10250)?");

  /// How the kubelet cuts a path, and how another reader of addresses might.
  private static final List<Pattern> CUTS =
      List.of(Pattern.compile("/"), Pattern.compile("[/?#;]"));

  /// A path that is still encoded after this many rounds hides something.
  private static final int DECODINGS = 4;

  private KubeletPath() {}

  static boolean isToKubelet(String node) {
    return KUBELET.matcher(node).matches();
  }

  /// @param node the request's name: a node, and a port where it names one
  static KubeletCall read(String node, String path) {
    // Fails closed: what listens on another port, or is meant by another form, is not known.
    if (!isToKubelet(node)) {
      return new KubeletCall.Anywhere();
    }
    Set<KubeletCall> readings = new LinkedHashSet<>();
    String text = path;
    for (int round = 0; round < DECODINGS; round++) {
      for (Pattern cut : CUTS) {
        readings.add(readClean(clean(cut.split(text, -1))));
      }
      String decoded = decode(text);
      if (decoded.equals(text)) {
        // Fails closed: where the cuts or the encodings disagree, any namespace may be meant.
        return readings.size() == 1 ? readings.iterator().next() : new KubeletCall.Anywhere();
      }
      text = decoded;
    }
    return new KubeletCall.Anywhere();
  }

  private static KubeletCall readClean(List<String> segments) {
    String verb = segments.isEmpty() ? "" : segments.getFirst();
    if (INTO_POD.contains(verb)) {
      return segments.size() >= 3 && isName(segments.get(1)) && isName(segments.get(2))
          ? new KubeletCall.IntoPod(verb, segments.get(1), segments.get(2))
          : new KubeletCall.Anywhere();
    }
    boolean hidesSession =
        verb.equals(CONTAINER_RUNTIME)
            || (!HARMLESS.contains(verb) && segments.stream().anyMatch(KubeletPath::isSession));
    return hidesSession ? new KubeletCall.Anywhere() : new KubeletCall.NoSession();
  }

  private static boolean isSession(String segment) {
    return INTO_POD.contains(segment) || segment.equals(CONTAINER_RUNTIME);
  }

  private static boolean isName(String segment) {
    return NAME.matcher(segment).matches();
  }

  private static List<String> clean(String[] parts) {
    Deque<String> segments = new ArrayDeque<>();
    for (String segment : parts) {
      switch (segment) {
        case "", "." -> {}
        case ".." -> segments.pollLast();
        default -> segments.addLast(segment);
      }
    }
    return List.copyOf(segments);
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return text;
    }
  }
}
