package io.execguard.recorder;

import io.execguard.testing.LogGroups;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import tools.jackson.databind.json.JsonMapper;

/// A day with sessions of every kind, each by a name that says what is wrong with it.
public final class PlayedDay {
  private static final String HOSTILE =
      "printf '<script>alert(1)</script>\\033[2J\\033[31m</pre></details>\\n'; echo shown; exit 7";

  private final Path directory;
  private final RecordedDay day;
  private final Map<String, String> sessions = new LinkedHashMap<>();

  private PlayedDay(Path directory) {
    this.directory = directory;
    day = new RecordedDay(directory);
  }

  /// Plays it, and writes its logs into a folder.
  public static PlayedDay of(Path directory) throws IOException, InterruptedException {
    PlayedDay played = new PlayedDay(directory);
    played.play();
    return played;
  }

  private void play() throws IOException, InterruptedException {
    played("complete", HOSTILE, UnaryOperator.identity());
    String cut = begun("cut");
    day.played(cut, 65_536, "yes 0123456789 | head -n 9000; echo end", UnaryOperator.identity());
    played("with a gap", "echo one; echo two; echo three", lines -> without(lines, 2));
    played("without an end", "echo one", lines -> without(lines, lines.size() - 1));
    played("without a begin", "echo one", lines -> without(lines, 0));
    played(
        "with two texts of one number",
        "echo one",
        lines -> with(lines, lines.get(1).replace("one", "two")));
    played(
        "with a line of another container",
        "echo one",
        lines -> with(lines, RecordedDay.elsewhere(lines.get(1))));
    played(
        "in another container",
        "echo one",
        lines -> lines.stream().map(RecordedDay::elsewhere).toList());
    begun("missing");
    begun("refused behind the guard");
    day.refused();
    begun("without its event");
    day.lostEvent();
    sessions.put("of nobody", day.id());
    day.played(of("of nobody"), "echo one", UnaryOperator.identity());
    sessions.put("typed", day.id());
    day.typed(of("typed"));
    day.played(of("typed"), "echo one", UnaryOperator.identity());
    played("and again", "echo one", UnaryOperator.identity());
    day.typed(of("and again"));
    day.played(of("and again"), "echo two", UnaryOperator.identity());
    day.post("sessions", "attach-interactive");
    day.post("sessions", "exec-interactive-tty");
    day.post("commands", "exec-command");
    Files.write(directory.resolve("decisions.jsonl"), decisions());
    Files.write(directory.resolve("audit.jsonl"), day.audit());
    Files.write(directory.resolve("containers.log"), day.log());
  }

  private String begun(String name) {
    String session = day.begun();
    sessions.put(name, session);
    return session;
  }

  private void played(String name, String script, UnaryOperator<List<String>> change)
      throws IOException, InterruptedException {
    day.played(begun(name), script, change);
  }

  /// And one that no guard writes: allowed without the recording that it needs.
  private List<String> decisions() {
    List<String> lines = new ArrayList<>(day.decisions());
    String denied =
        lines.stream()
            .filter(line -> line.contains("\"reason\":\"not-recorded\""))
            .findFirst()
            .orElseThrow();
    sessions.put("made up", "made-up");
    lines.add(
        denied
            .replace("\"decision\":\"deny\"", "\"decision\":\"allow\"")
            .replaceFirst("\"id\":\"[^\"]*\"", "\"id\":\"made-up\""));
    return lines;
  }

  private static List<String> without(List<String> lines, int index) {
    List<String> fewer = new ArrayList<>(lines);
    fewer.remove(index);
    return fewer;
  }

  private static List<String> with(List<String> lines, String line) {
    List<String> more = new ArrayList<>(lines);
    more.add(line);
    return more;
  }

  /// The session's id.
  public String of(String name) {
    return sessions.getOrDefault(name, name);
  }

  /// Which of them a line is about.
  String name(String line) {
    return sessions.entrySet().stream()
        .filter(entry -> line.contains(entry.getValue()))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse("without a session");
  }

  String decisionsFile() {
    return directory.resolve("decisions.jsonl").toString();
  }

  String auditFile() {
    return directory.resolve("audit.jsonl").toString();
  }

  String logFile() {
    return directory.resolve("containers.log").toString();
  }

  /// As CloudWatch has it, the containers' lines in no order.
  LogGroups groups() throws SQLException {
    return new LogGroups(logs());
  }

  /// Its log groups, with the containers' lines in no order.
  public List<LogGroups.Group> logs() {
    return LogGroups.groups(
        day.decisions().stream()
            .map(line -> line.replace("\"cluster\":\"prod-eu\"", "\"cluster\":\"tests\""))
            .toList(),
        day.audit(),
        day.log().reversed().stream().map(PlayedDay::insights).toList());
  }

  /// As Container Insights' collector sends a line.
  private static String insights(String line) {
    String[] words = line.split(" ", 3);
    return JsonMapper.shared()
        .writeValueAsString(
            Map.of(
                "time",
                words[1],
                "stream",
                "stdout",
                "log",
                words[words.length - 1],
                "kubernetes",
                Map.of(
                    "namespace_name", "payments",
                    "pod_name", words[0].split("/", -1)[1],
                    "container_name", "app")));
  }
}
