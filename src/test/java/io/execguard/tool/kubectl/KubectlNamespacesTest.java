package io.execguard.tool.kubectl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.admission.Freshness;
import io.execguard.policy.NamespaceFacts;
import io.execguard.tool.terminal.ToolException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Against a kubectl that is a shell script.
@Timeout(120)
class KubectlNamespacesTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(500);

  @TempDir private Path directory;

  @Test
  void readsLabelsAndAnnotations() throws IOException {
    assertEquals(
        new NamespaceFacts.Known(Map.of("environment", "production"), Map.of("a", "b")),
        read(
            """
            echo '{"metadata": {"name": "payments", "labels": {"environment": "production"},
                   "annotations": {"a": "b"}}}'
            """,
            LONG));
  }

  @Test
  void aNamespaceWithoutLabelsIsKnownToHaveNone() throws IOException {
    assertEquals(
        new NamespaceFacts.Known(Map.of(), Map.of()), read("echo '{\"metadata\": {}}'", LONG));
  }

  @Test
  void asksForTheNamespaceWithTheKubeconfig() throws IOException {
    read("echo \"$@\" >" + directory + "/asked", LONG);
    assertEquals(
        "--kubeconfig=a file get --raw=/api/v1/namespaces/payments",
        Files.readString(directory.resolve("asked")).strip());
  }

  @Test
  void whatIsOnStandardErrorIsNoAnswer() throws IOException {
    assertEquals(
        new NamespaceFacts.Known(Map.of(), Map.of()),
        read("yes warning | head -c 1000000 >&2; echo '{\"metadata\": {}}'", LONG));
  }

  @ParameterizedTest
  @ValueSource(strings = {"../secrets", "payments/../../nodes", "Payments", "", "-"})
  void asksForNothingThatIsNoNamespace(String namespace) throws IOException {
    KubectlNamespaces kubectl = kubectl("touch " + directory + "/asked");
    assertEquals(
        new NamespaceFacts.Unavailable("no-namespace-name"), read(kubectl, namespace, LONG));
    assertFalse(Files.exists(directory.resolve("asked")));
  }

  @Test
  void aKubectlThatFailsKnowsNothing() throws IOException {
    assertEquals(
        new NamespaceFacts.Unavailable("kubectl-failed"),
        read("echo '{\"metadata\": {}}'; exit 1", LONG));
  }

  @ParameterizedTest
  @ValueSource(strings = {"echo rubbish", "true", "echo '{\"metadata\": {}} more'"})
  void rubbishIsNoAnswer(String script) throws IOException {
    assertEquals(new NamespaceFacts.Unavailable("no-json"), read(script, LONG));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{}", "[]", "{\"metadata\": 1}", "{\"metadata\": {\"labels\": {\"a\": 1}}}"})
  void jsonOfAnotherKindIsNoAnswer(String json) throws IOException {
    assertEquals(new NamespaceFacts.Unavailable("no-namespace"), read("echo '" + json + "'", LONG));
  }

  /// Only two megabytes were read, and kubectl waited for ever for a reader of the rest: the
  /// request hung past every deadline.
  @Test
  void tooMuchIsNoAnswer() throws IOException {
    assertEquals(
        new NamespaceFacts.Unavailable("too-large"), read("head -c 52428800 /dev/zero", LONG));
  }

  @Test
  void aKubectlThatHangsIsStoppedAtTheDeadline() throws Exception {
    assertEquals(new NamespaceFacts.Unavailable("out-of-time"), read(hang("exec "), SHORT));
    assertEnds();
  }

  /// Only kubectl was killed: a login program that it had started lived on, and held its output
  /// open.
  @Test
  void aLoginProgramThatHangsIsStoppedTooAtTheDeadline() throws Exception {
    assertEquals(new NamespaceFacts.Unavailable("out-of-time"), read(login(), SHORT));
    assertEnds();
  }

  /// The wait for its end had no limit: a kubectl that had said everything but stayed held the
  /// request up past the deadline.
  @Test
  void aKubectlThatStaysAfterItsAnswerIsStoppedAtTheDeadline() throws Exception {
    String script = "echo '{\"metadata\": {}}'; exec >&-; " + hang("exec ");
    assertEquals(new NamespaceFacts.Unavailable("out-of-time"), read(script, SHORT));
    assertEnds();
  }

  @Test
  void aDeadlineThatHasPassedIsNoBug() throws IOException {
    assertEquals(
        new NamespaceFacts.Unavailable("out-of-time"),
        read("exec sleep 100", Duration.ofSeconds(-5)));
  }

  /// On two cores the common pool has one thread, and a slow kubectl held up every other lookup
  /// until it was out of time too.
  @Test
  void slowLookupsDoNotHoldUpEachOther() throws Exception {
    KubectlNamespaces slow = kubectl("exec sleep 100");
    Path other = Files.createDirectory(directory.resolve("other"));
    KubectlNamespaces quick = kubectl(other, "echo '{\"metadata\": {}}'");
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 4; i++) {
        Future<NamespaceFacts> hanging =
            threads.submit(() -> read(slow, "payments", Duration.ofSeconds(8)));
        assertFalse(hanging.isDone());
      }
      assertEquals(
          new NamespaceFacts.Known(Map.of(), Map.of()),
          read(quick, "payments", Duration.ofSeconds(7)));
    }
  }

  @Test
  void aMissingKubectlKnowsNothing() {
    KubectlNamespaces kubectl =
        new KubectlNamespaces(new KubectlGet(directory.resolve("nowhere"), Path.of("config")));
    assertEquals(new NamespaceFacts.Unavailable("no-kubectl"), read(kubectl, "payments", LONG));
    ToolException trouble = assertThrows(ToolException.class, kubectl::tryOut);
    assertEquals(
        "the namespaces of the cluster in config cannot be read (no-kubectl): try "
            + directory.resolve("nowhere")
            + " --kubeconfig=config get --raw=/api/v1/namespaces/default",
        trouble.getMessage());
  }

  @Test
  void tryingOutIsQuietWhereTheClusterAnswers() throws IOException {
    kubectl("echo '{\"metadata\": {}}'").tryOut();
  }

  /// Writes down who it is, so that its end can be seen.
  private String hang(String how) {
    return "echo $$ >" + directory + "/pid; " + how + "sleep 100";
  }

  private String login() {
    return "sh -c 'echo $$ >" + directory + "/pid; exec sleep 100'; echo never";
  }

  private void assertEnds() throws Exception {
    long pid = Long.parseLong(Files.readString(directory.resolve("pid")).strip());
    Optional<ProcessHandle> process = ProcessHandle.of(pid);
    if (process.isPresent()) {
      process.get().onExit().get(60, TimeUnit.SECONDS);
    }
    assertTrue(ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
  }

  private NamespaceFacts read(String script, Duration patience) throws IOException {
    return read(kubectl(script), "payments", patience);
  }

  private static NamespaceFacts read(
      KubectlNamespaces kubectl, String namespace, Duration patience) {
    Instant began = Instant.now();
    NamespaceFacts facts =
        kubectl.read("demo", namespace, Freshness.FRESH, began.plus(patience)).facts();
    Duration took = Duration.between(began, Instant.now());
    assertTrue(took.compareTo(patience.plusSeconds(8)) < 0, took.toString());
    return facts;
  }

  private KubectlNamespaces kubectl(String script) throws IOException {
    return kubectl(directory, script);
  }

  private static KubectlNamespaces kubectl(Path directory, String script) throws IOException {
    Path file = Files.writeString(directory.resolve("kubectl"), "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    return new KubectlNamespaces(new KubectlGet(file, Path.of("a file")));
  }
}
