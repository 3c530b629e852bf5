package io.execguard.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The kubelet's routes are those of its `server.go` in Kubernetes 1.36. What it makes of a strange
/// path was measured: `path.Join` as the API server has it, one encoding on the wire, then a
/// go-restful 3.13 container with these routes.
class KubeletPathTest {
  private static final String NODE = "ip-10-0-1-23.ec2.internal";

  @ParameterizedTest
  @CsvSource({
    "/exec/ns/pod/c,                                       exec",
    "/attach/ns/pod/c,                                     attach",
    "/run/ns/pod/c,                                        run",
    "/portForward/ns/pod,                                  portForward",
    "/checkpoint/ns/pod/c,                                 checkpoint",
    "/exec/ns/pod/0c1f1f9e-8d0c-4a0e-9f3b-1f2d3c4b5a69/c,  exec",
    "/portForward/ns/pod/0c1f1f9e-8d0c-4a0e-9f3b-1f2d3c4b, portForward",
    "/exec/ns/pod/c/,                                      exec",
    "/exec/ns/pod,                                         exec",
    "/exec/ns/pod/c/d/e/f,                                 exec",
  })
  void readsTheCallIntoAPod(String path, String verb) {
    assertEquals(new KubeletCall.IntoPod(verb, "ns", "pod"), KubeletCall.of(NODE, path));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "exec/ns/pod/c",
        "//exec//ns/pod/c",
        "/./exec/./ns/pod/c",
        "/../exec/ns/pod/c",
        "/../../../exec/ns/pod/c",
        "/pods/../exec/ns/pod/c",
        "/metrics/cadvisor/../../exec/ns/pod/c",
        "/cri/../exec/ns/pod/c",
        "/run/other/pod/../../../exec/ns/pod/c",
        "/exec/other/../ns/pod/c",
        "/exec/ns/pod/c?command=sh&stdin=true",
        "/exec/ns/pod/c;x=y",
        "/exec/ns/pod/c#x",
      })
  void cleansThePathAsTheKubeletWill(String path) {
    assertEquals(new KubeletCall.IntoPod("exec", "ns", "pod"), KubeletCall.of(NODE, path));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "//",
        "/..",
        "/metrics",
        "/metrics/",
        "/metrics/cadvisor",
        "/pods",
        "/pods/",
        "/runningpods/",
        "/healthz",
        "/configz",
        "/stats/summary",
        "/logs/",
        "/logs/kube-proxy.log",
        "/logs/exec",
        "/debug/pprof/heap",
        "/containerLogs/ns/pod/c",
        "/exec/../pods",
        "/exec/ns/pod/c/../../../../metrics",
        "/metrics/%2e%2e",
        "/logs/100%",
      })
  void callsNoSessionWhatOpensNone(String path) {
    assertEquals(new KubeletCall.NoSession(), KubeletCall.of(NODE, path));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/containerLogs/ns/run/c",
        "/containerLogs/exec/pod/c",
        "/containerLogs/ns/pod/attach",
        "/containerLogs/cri/portForward/checkpoint",
        "/metrics/exec/ns/pod/c",
      })
  void takesASessionsWordBehindAHarmlessOneForAName(String path) {
    assertEquals(new KubeletCall.NoSession(), KubeletCall.of(NODE, path));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/EXEC/ns/pod/c",
        "/Exec/ns/pod/c",
        "/portforward/ns/pod",
        "/execs/ns/pod/c",
        "/ exec/ns/pod/c",
        "/exec /ns/pod/c",
      })
  void knowsThatTheKubeletMindsEveryLetterOfTheVerb(String path) {
    assertEquals(new KubeletCall.NoSession(), KubeletCall.of(NODE, path));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/cri", "/cri/exec/TOKEN", "/cri/attach/TOKEN", "/pods/../cri/exec/TOKEN"})
  void countsTheContainerRuntimesStreamAsAnyNamespace(String path) {
    assertAnywhere(path);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/exec",
        "/exec/",
        "/exec/ns",
        "/exec/ns/",
        "/portForward/ns",
        "/run/NS/pod/c",
        "/run/ns/pod_x/c",
        "/run/ns/-pod/c",
        "/exec/ns/p\u00f6d/c",
        "/exec/{ns}/pod/c",
      })
  void countsACallIntoNoReadablePodAsAnyNamespace(String path) {
    assertAnywhere(path);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/runningpods/exec", "/debug/pprof/run", "/v2/exec/ns/pod/c", "/proxy/cri/exec/T"})
  void countsASessionsWordBehindAnUnknownOneAsAnyNamespace(String path) {
    assertAnywhere(path);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/%65xec/ns/pod/c",
        "/%2565xec/ns/pod/c",
        "/pods%2F..%2Fexec/ns/pod/c",
        "/pods/%2e%2e/exec/ns/pod/c",
        "/pods/%2E%2e/exec/ns/pod/c",
        "/pods/%252e%252e/exec/ns/pod/c",
        "/pods/%25252e%25252e/exec/ns/pod/c",
        "/exec%2Fns%2Fpod%2Fc",
        "/exec%252Fns%252Fpod%252Fc",
        "/metrics%2F..%2Fcri%2Fexec%2FTOKEN",
        "/exec/ns%2Fpod/x/c",
        "/exec/%6es/pod/c",
        "/exec/open/%2e%2e/ns/pod/c",
      })
  void countsAPathThatReadsOtherwiseDecodedAsAnyNamespace(String path) {
    assertAnywhere(path);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/metrics/%2525252525", "/%25252525252565xec/ns/pod/c"})
  void countsAPathEncodedTooOftenAsAnyNamespace(String path) {
    assertAnywhere(path);
  }

  // `/metrics/a;b/../../exec/ns/pod/c` was taken for metrics: the path was cut at `;`, `?` and `#`
  // too, so two `..` took away a and b, where the kubelet's took away metrics and opened a shell.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/metrics/a;b/../../exec/ns/pod/c",
        "/metrics/a?b/../../exec/ns/pod/c",
        "/metrics/a#b/../../exec/ns/pod/c",
        "/runningpods/a;b/../../run/ns/pod/c",
        "/logs/a?b#c;d/../../cri/exec/TOKEN",
        "/containerLogs/a;b/../../attach/ns/pod/c",
        "/pods/a;b/../../portForward/ns/pod",
        "/stats/a;b/../../checkpoint/ns/pod/c",
      })
  void doesNotLetASeparatorOfOthersEatTheKubeletsParents(String path) {
    assertAnywhere(path);
  }

  // `/exec/open/a;b/../../production/pod/c` was taken for a pod in `open`, for the same reason:
  // the labels of a free namespace decided on a shell in a constrained one.
  @Test
  void doesNotLetASeparatorOfOthersChooseTheNamespace() {
    assertAnywhere("/exec/open/a;b/../../production/pod/c");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/exec;x/ns/pod/c", "/exec?x/ns/pod/c", "/x;/exec/ns/pod/c"})
  void countsAPathThatOthersCutOtherwiseAsAnyNamespace(String path) {
    assertAnywhere(path);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "n1:9999",
        "n1:10255",
        "http:n1:10255",
        "https:n1",
        "a:b:c:d",
        "n1:102500",
        "n1:010250",
        "n1:+10250",
        "n1:10250 ",
        "n1:10250\n",
        "n1:https",
        "ftp:n1:10250",
        "HTTPS:n1:10250",
        "https:n1:10250:",
        ":https:n1:10250",
        ":10250",
        "::10250",
        "https::10250",
        ":",
        "::",
        "a:b:c:",
      })
  void countsAnotherPortAsAnyNamespaceWhateverThePath(String node) {
    assertEquals(new KubeletCall.Anywhere(), KubeletCall.of(node, "/metrics"));
    assertEquals(new KubeletCall.Anywhere(), KubeletCall.of(node, "/exec/ns/pod/c"));
    assertEquals(new KubeletCall.Anywhere(), KubeletCall.of(node, ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"n1", "n1:", "https:n1:", "http:n1:", ":n1:"})
  void readsThePathWhereTheNodesNameLeavesThePortToTheKubelet(String node) {
    assertEquals(new KubeletCall.NoSession(), KubeletCall.of(node, "/metrics"));
    assertEquals(
        new KubeletCall.IntoPod("exec", "ns", "pod"), KubeletCall.of(node, "/exec/ns/pod/c"));
  }

  // `NODE:10250/proxy/metrics`, as monitoring asks for it, counted as a session in any namespace:
  // each port did, the kubelet's own too.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "n1:10250",
        "ip-10-0-1-23.ec2.internal:10250",
        "https:n1:10250",
        "http:n1:10250",
        ":n1:10250",
        "https:10250"
      })
  void readsThePathWhereTheNodesNameHasTheKubeletsOwnPort(String node) {
    assertEquals(new KubeletCall.NoSession(), KubeletCall.of(node, "/metrics/cadvisor"));
    assertEquals(
        new KubeletCall.IntoPod("exec", "ns", "pod"), KubeletCall.of(node, "/exec/ns/pod/c"));
    assertEquals(new KubeletCall.Anywhere(), KubeletCall.of(node, "/cri/exec/T"));
    assertEquals(new KubeletCall.Anywhere(), KubeletCall.of(node, "/metrics/%2e%2e/exec/ns/pod/c"));
  }

  @Test
  void readsAPathOfAMegabyte() {
    assertInstanceOf(
        KubeletCall.IntoPod.class,
        KubeletCall.of(NODE, "/a/..".repeat(200_000) + "/exec/ns/pod/c"));
  }

  private static void assertAnywhere(String path) {
    assertEquals(new KubeletCall.Anywhere(), KubeletCall.of(NODE, path));
  }
}
