package io.execguard.tool.report;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/// Copies of the run in `src/test/resources/report`, each with ids and a minute of its own, from a
/// quarter of a year: from [#FROM] until [#UNTIL].
///
/// @param copies how many
/// @param lines of both logs together
public record CopiedRun(Path decisions, Path audit, int copies, long lines) {
  public static final String FROM = "2026-08-01T00:00:00Z";
  public static final String UNTIL = "2026-12-01T00:00:00Z";

  private static final Path RUN = Path.of("src/test/resources/report");

  /// Makes both logs for `src/test/report-figures`.
  ///
  /// @param arguments a folder that is there, and how many lines both have together, at least
  static void main(String[] arguments) throws IOException {
    IO.println(of(Path.of(arguments[0]), Integer.parseInt(arguments[1])).lines());
  }

  /// Writes both logs, compressed.
  ///
  /// @param lines of both together, at least
  public static CopiedRun of(Path folder, int lines) throws IOException {
    List<String> decisions = Files.readAllLines(RUN.resolve("decisions.jsonl"));
    List<String> audit = Files.readAllLines(RUN.resolve("audit.jsonl"));
    int both = decisions.size() + audit.size();
    int copies = lines / both + 1;
    return new CopiedRun(
        write(folder.resolve("decisions.gz"), decisions, copies),
        write(folder.resolve("audit.gz"), audit, copies),
        copies,
        (long) copies * both);
  }

  /// The command that reports it, without its program.
  public List<String> report() {
    return List.of(
        "report",
        "--decisions",
        decisions.toString(),
        "--audit",
        audit.toString(),
        "--from",
        FROM,
        "--until",
        UNTIL,
        "--output",
        "json");
  }

  /// The twentieth byte of an id and on are another's; the minute is another for each copy.
  private static Path write(Path file, List<String> lines, int copies) throws IOException {
    try (OutputStream out =
        new BufferedOutputStream(new Quick(Files.newOutputStream(file)), 1 << 16)) {
      for (int copy = 0; copy < copies; copy++) {
        String day = "2026-%02d-%02dT".formatted(9 + copy / 28 % 3, 1 + copy % 28);
        String time = day + "%02d:%02d".formatted(copy / 84 % 24, copy / 2016 % 60);
        String id = "%05x".formatted(copy);
        for (String line : lines) {
          String made =
              line.replace("2026-11-25T00:54", time)
                  .replace("2026-11-25T00:55", time)
                  .replace("-4", "-4" + id)
                  .replace("\"attemptKey\":\"", "\"attemptKey\":\"" + id);
          out.write((made + "\n").getBytes(StandardCharsets.UTF_8));
        }
      }
    }
    return file;
  }

  private static final class Quick extends GZIPOutputStream {
    private Quick(OutputStream out) throws IOException {
      super(out, 1 << 16);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }
}
