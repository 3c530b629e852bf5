package io.execguard.tool.report;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/// A real run's lines again and again, each copy with ids and a minute of its own, from a quarter
/// of a year: from [#FROM] until [#UNTIL].
public final class CopiedRun {
  public static final String FROM = "2026-08-01T00:00:00Z";
  public static final String UNTIL = "2026-12-01T00:00:00Z";

  private static final Path RUN = Path.of("src/test/resources/report");

  private final List<String> decisions = read("decisions.jsonl");
  private final List<String> audit = read("audit.jsonl");

  /// Decision records of one copy, and audit events.
  public int lines() {
    return decisions.size() + audit.size();
  }

  /// Writes so many copies of the decision records, compressed.
  public Path decisions(Path file, int copies) throws IOException {
    return copies(file, decisions, copies);
  }

  /// Writes so many copies of the audit events, compressed.
  public Path audit(Path file, int copies) throws IOException {
    return copies(file, audit, copies);
  }

  private static List<String> read(String name) {
    try {
      return Files.readAllLines(RUN.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The twentieth byte of an id and on are another's; the minute is another for each copy.
  private static Path copies(Path file, List<String> lines, int copies) throws IOException {
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
