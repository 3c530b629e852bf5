package io.execguard.tool.report;

import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.execguard.tool.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One `report --output json` of the run in `src/test/resources/report`, or of what a test has made
/// of it.
record ReportRun(CommandRun run, List<JsonNode> lines) {
  static final Path DECISIONS = Path.of("src/test/resources/report/decisions.jsonl");
  static final Path AUDIT = Path.of("src/test/resources/report/audit.jsonl");

  private static final String[] PERIOD = {
    "--from", "2026-11-25T00:50:00Z", "--until", "2026-11-25T01:00:00Z"
  };

  private static final JsonMapper JSON = JsonMapper.shared();

  static ReportRun of(Path decisions, Path audit) {
    return of("--decisions", decisions.toString(), "--audit", audit.toString());
  }

  /// Within ten minutes around the run, where no other period is given.
  static ReportRun of(String... arguments) {
    CommandRun run =
        CommandRun.of(
            Stream.of(
                    Stream.of("report", "--output", "json"),
                    List.of(arguments).contains("--from") ? Stream.<String>of() : Stream.of(PERIOD),
                    Stream.of(arguments))
                .flatMap(some -> some)
                .toList());
    return new ReportRun(run, run.lines().stream().map(JSON::readTree).toList());
  }

  /// A copy of a file, its lines changed; at least one is.
  static Path changed(Path file, Path copy, UnaryOperator<String> change) throws IOException {
    List<String> lines = Files.readAllLines(file);
    List<String> changed = lines.stream().map(change).toList();
    assertNotEquals(lines, changed, "nothing was changed");
    return Files.write(copy, changed);
  }

  /// How many there are of each type.
  Map<String, Long> kinds() {
    return new TreeMap<>(
        lines.stream().collect(Collectors.groupingBy(ReportRun::type, Collectors.counting())));
  }

  List<JsonNode> of(String type) {
    return lines.stream().filter(line -> type(line).equals(type)).toList();
  }

  long count(String name) {
    return of("summary").getFirst().path("counts").path(name).asLong();
  }

  private static String type(JsonNode line) {
    return line.path("type").asString("");
  }
}
