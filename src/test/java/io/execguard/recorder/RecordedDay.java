package io.execguard.recorder;

import io.execguard.json.Cursor;
import io.execguard.policy.EnforcementAction;
import io.execguard.policy.PodFacts;
import io.execguard.policy.Pods;
import io.execguard.policy.Policy;
import io.execguard.testing.Function;
import io.execguard.testing.LogGroups;
import io.execguard.testing.Policies;
import io.execguard.testing.Reviews;
import io.execguard.testing.Rewriting;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;

/// A day of sessions: decided by the function as Lambda runs it, recorded by the recorder in a
/// shell of this machine, and audited by events that a real API server wrote of another exec, with
/// this one's names in them. The clock goes on by a minute for each.
final class RecordedDay {
  static final Path NOTHING = Path.of("/dev/null");
  private static final String REVIEW = "exec-interactive-tty";
  private static final String POD = "checkout-7d9c6f8b5-x2x7k";
  private static final int BOUND = 8 << 20;

  private static final String EXEC =
      LogGroups.lines("report/audit.jsonl").stream()
          .filter(event -> event.contains("\"subresource\":\"exec\""))
          .filter(event -> event.contains("\"code\":101"))
          .findFirst()
          .orElseThrow();

  private final Path directory;
  private final Function function;
  private final List<String> audit = new ArrayList<>();
  private final List<String> log = new ArrayList<>();
  private Instant now = Instant.parse("2026-11-25T09:00:00Z");
  private int number;

  RecordedDay(Path directory) {
    this.directory = directory;
    function =
        new Function(
            new Policy(List.of(Policies.production("recording", EnforcementAction.RECORD))),
            Function.labelled(Policies.PRODUCTION),
            Function.pods(new PodFacts.Known(Pods.withTerminals(Map.of("app", true)))),
            () -> now);
  }

  /// Somebody's exec passes both doors.
  ///
  /// @return the session's id
  String begun() {
    String session = id();
    byte[] review = review(session);
    String answer = function.post("recorder", review).body();
    decided(Rewriting.patched(review, answer, id()), session);
    return session;
  }

  /// Somebody types the recorder, and its webhook is not there.
  void typed(String session) {
    now = now.plus(Duration.ofMinutes(1));
    decided(
        Rewriting.withCommand(review(id()), Script.rewritten(session, List.of("sh")), id()), "");
  }

  private void decided(byte[] review, String begun) {
    function.post("sessions", review);
    Cursor record = Function.tree(function.lines().getLast());
    audit.add(
        EXEC.replaceFirst("\"auditID\":\"[^\"]*\"", "\"auditID\":\"" + id() + "\"")
            .replace("/production/pods/web/", "/payments/pods/" + POD + "/")
            .replace(
                "\"namespace\":\"production\",\"name\":\"web\"",
                "\"namespace\":\"payments\",\"name\":\"" + POD + "\"")
            .replaceFirst(
                "\"requestReceivedTimestamp\":\"[^\"]*\"",
                "\"requestReceivedTimestamp\":\"" + now + "\"")
            .replaceFirst(
                "\"commands.exec-guard.io/decision\".*",
                (begun.isEmpty() ? "" : "\"recorder.exec-guard.io/session\":\"" + begun + "\",")
                    + "\"sessions.2.exec-guard.io/record\":\""
                    + record.text("id")
                    + "\",\"sessions.2.exec-guard.io/session\":\""
                    + record.required("recording").text("session")
                    + "\"}}"));
  }

  /// The last event is of another code.
  void refused() {
    audit.set(audit.size() - 1, audit.getLast().replace("\"code\":101", "\"code\":404"));
  }

  /// The last event is lost.
  void lostEvent() {
    audit.removeLast();
  }

  /// Another review at a door, of which no event is kept.
  void post(String door, String review) {
    now = now.plus(Duration.ofMinutes(1));
    String text = Reviews.text(review);
    String uid = Function.tree(text).required("request").text("uid");
    function.post(door, text.replace(uid, id()).getBytes(StandardCharsets.UTF_8));
  }

  /// Plays the session in the container of the log.
  void played(String session, String script, UnaryOperator<List<String>> change)
      throws IOException, InterruptedException {
    played(session, BOUND, script, change);
  }

  void played(String session, int bound, String script, UnaryOperator<List<String>> change)
      throws IOException, InterruptedException {
    Path room = Files.createDirectory(directory.resolve("session-" + ++number));
    Recording.of(
        room,
        List.of("sh"),
        Redirect.from(NOTHING.toFile()),
        Script.marker(session, bound, ""),
        List.of("sh", "-c", script));
    List<String> said =
        change.apply(Files.readAllLines(room.resolve("said"), StandardCharsets.UTF_8));
    for (int line = 0; line < said.size(); line++) {
      log.add(
          said.get(line).startsWith("[")
              ? said.get(line)
              : "[pod/" + POD + "/app] " + now.plusMillis(100L + line) + " " + said.get(line));
    }
  }

  /// A line as kubectl prints it, of another pod.
  static String elsewhere(String line) {
    return "[pod/other/app] " + line;
  }

  String id() {
    return UUID.nameUUIDFromBytes(("day " + ++number).getBytes(StandardCharsets.UTF_8)).toString();
  }

  private byte[] review(String uid) {
    now = now.plus(Duration.ofMinutes(1));
    return Rewriting.withCommand(Reviews.bytes(REVIEW), List.of("sh"), uid);
  }

  List<String> decisions() {
    return function.allLines();
  }

  List<String> audit() {
    return audit;
  }

  /// As `kubectl logs --prefix --timestamps` prints it.
  List<String> log() {
    return log;
  }
}
