package io.execguard.cluster;

import io.execguard.policy.EnforcementAction;
import io.execguard.policy.Policy;
import io.execguard.testing.Policies;
import io.execguard.tool.ExecGuard;
import io.execguard.tool.Guard;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Real containers behind a real API server, and the guard, by whose policy sessions in
/// `production` are on record; in `staging` nobody asks it about any.
final class Recorded implements AutoCloseable {
  private static final String PROBE =
      "/api/v1/namespaces/production/pods/none/exec?command=probe&stdin=true";
  private static final Policy POLICY =
      new Policy(List.of(Policies.production("recording", EnforcementAction.RECORD)));

  private final ControlPlane controlPlane;
  private final Guard guard;
  private final Registration registration;
  private final RealContainers containers;

  Recorded(ControlPlane controlPlane) {
    this.controlPlane = controlPlane;
    guard = controlPlane.guard(POLICY);
    registration = Registration.of(controlPlane, guard.registration(POLICY));
    containers = new RealContainers(controlPlane);
    Eventually.awaitThat(
        "The registration",
        Eventually.PATIENCE,
        () -> doorsOfAProbe().containsAll(List.of("recorder", "sessions")));
  }

  private List<String> doorsOfAProbe() {
    var witness = Witness.fromNow(controlPlane, guard);
    controlPlane.kubectl(User.JANE, "create", "--raw", PROBE, "-f", "/dev/null");
    return witness.doors();
  }

  RealContainers containers() {
    return containers;
  }

  Kubectl jane() {
    return controlPlane.as(User.JANE);
  }

  Path directory() {
    return controlPlane.directory();
  }

  /// Jane at a terminal, in front of `kubectl exec -it`.
  Seat sitDown(String namespace, String pod, String... command) {
    var words = Stream.of("-n", namespace, "exec", "-it", pod, "--");
    return new Seat(
        jane()
            .onTerminal()
            .within(Duration.ofMinutes(2))
            .startWithKeyboard(Stream.concat(words, Stream.of(command)).toArray(String[]::new)));
  }

  /// The ids of the sessions that were let in, out of their decision records.
  List<String> sessions() {
    return guard.records().stream()
        .filter(record -> record.path("door").asString("").equals("sessions"))
        .map(record -> record.path("recording").path("session").asString(""))
        .toList();
  }

  String lastSession() {
    return sessions().getLast();
  }

  /// `kubectl logs --timestamps POD | exec-guard transcript --session ID`, with more options.
  ///
  /// @throws IllegalStateException where the transcript is not complete
  String transcript(String pod, String session, String... options) {
    return transcript(0, pod, session, options);
  }

  /// The same of one that is not complete.
  String incomplete(String pod, String session) {
    return transcript(1, pod, session);
  }

  private String transcript(int wanted, String pod, String session, String... options) {
    var said = new StringWriter();
    var code = transcribe(pod, session, new PrintWriter(said, true), options);
    if (code != wanted) {
      throw new IllegalStateException("exit code %d: %s".formatted(code, said));
    }
    return said.toString();
  }

  /// What is known of the session, complete or not.
  JsonNode facts(String pod, String session) {
    var said = new StringWriter();
    var _ = transcribe(pod, session, new PrintWriter(said, true), "--json");
    return JsonMapper.shared().readTree(said.toString().lines().findFirst().orElseThrow());
  }

  /// The bytes that the session showed, complete or not.
  ///
  /// @param said receives what is missing
  byte[] raw(String pod, String session, PrintWriter said) {
    var file = directory().resolve("shown-in-" + session);
    var _ = transcribe(pod, session, said, "--raw", "--out", file.toString());
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int transcribe(String pod, String session, PrintWriter out, String... options) {
    try (var logs = jane().start("-n", "production", "logs", "--timestamps", pod)) {
      logs.await();
      var words = Stream.of("transcript", "--session", session, logs.outputFile().toString());
      return ExecGuard.run(
          Stream.concat(words, Stream.of(options)).toArray(String[]::new), out, out);
    }
  }

  @Override
  public void close() {
    containers.close();
    registration.close();
    guard.close();
  }
}
