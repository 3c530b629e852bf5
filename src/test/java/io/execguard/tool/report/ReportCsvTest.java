package io.execguard.tool.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.tool.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `report --output csv`: tables to draw samples from.
class ReportCsvTest {
  @TempDir private Path directory;

  @Test
  void eachKindThatIsFoundHasAFileWithAllThatJsonHas() throws IOException {
    Path folder = directory.resolve("tables");
    CommandRun run = csv(folder, ReportRun.DECISIONS);

    assertEquals(1, run.code(), run.err());
    assertEquals("", run.out());
    ReportRun json =
        ReportRun.of(
            "--decisions", ReportRun.DECISIONS.toString(), "--audit", ReportRun.AUDIT.toString());
    Set<String> kinds = json.kinds().keySet();
    assertEquals(
        Stream.concat(
                kinds.stream().filter(kind -> !kind.equals("summary")),
                Stream.of("summary", "counts", "files"))
            .map(kind -> kind + ".csv")
            .collect(Collectors.toSet()),
        names(folder));
    for (String kind : List.of("bypass", "allowed", "denied", "impersonated")) {
      List<String> rows = Files.readAllLines(folder.resolve(kind + ".csv"));
      assertEquals(json.of(kind).size(), rows.size() - 1, kind);
      json.of(kind)
          .forEach(
              line ->
                  assertTrue(
                      rows.stream()
                          .anyMatch(row -> row.contains("," + line.path("id").asString("?") + ",")),
                      line::toString));
    }
    assertTrue(
        Files.readAllLines(folder.resolve("summary.csv")).contains("cut,0,true"),
        "what is not found is said");
  }

  @Test
  void aFieldHasItsQuotesAndALineItsEndByRfc4180() throws IOException {
    Path folder = directory.resolve("tables");
    csv(folder, ReportRun.DECISIONS);

    String denied = Files.readString(folder.resolve("denied.csv"));

    assertTrue(
        denied.startsWith(
            "severity,time,who,session_name,arn,source_address,user_agent,what,command,namespace,"
                + "where,note,outcome,code,from,until,id,file,line,allowed_later\r\n"),
        denied);
    assertTrue(denied.contains(",\"[\"\"cat\"\"]\",production,"), denied);
    assertTrue(denied.endsWith("\r\n"));
    assertEquals(denied.lines().count(), denied.chars().filter(one -> one == '\r').count());
  }

  /// Hostile: a user whose name a spreadsheet takes for a formula, which fetches what stands beside
  /// it (CSV injection).
  @ParameterizedTest
  @ValueSource(strings = {"=", "+", "-", "@", "\uFF1D", "\uFF0B", "\uFF0D", "\uFF20"})
  void aCellThatASpreadsheetWouldTakeForAFormulaIsNone(String begin) throws IOException {
    Path decisions =
        ReportRun.changed(
            ReportRun.DECISIONS,
            directory.resolve("decisions.jsonl"),
            line ->
                line.replace(
                    "\"username\":\"jane\"", "\"username\":\"" + begin + "HYPERLINK(1,2)\""));
    Path folder = directory.resolve("tables");
    CommandRun run =
        CommandRun.of(
            "report",
            "--decisions",
            decisions.toString(),
            "--output",
            "csv",
            "--out",
            folder.toString());

    assertEquals(0, run.code(), run.err());
    String denied = Files.readString(folder.resolve("denied.csv"));
    assertTrue(denied.contains(",\"'" + begin + "HYPERLINK(1,2)\","), denied);
    assertFalse(denied.contains(",\"" + begin), denied);
  }

  /// Tables of a later report lay beside those of an earlier one, and were taken for one.
  @Test
  void aFolderWithSomethingInItStaysAsItIs() throws IOException {
    Path folder = Files.createDirectory(directory.resolve("tables"));
    Path old = Files.writeString(folder.resolve("denied.csv"), "old");

    csv(folder, ReportRun.DECISIONS)
        .assertMistake(
            folder + " is there and no empty folder: give --output csv one that is not there yet");

    assertEquals("old", Files.readString(old));
    assertEquals(Set.of("denied.csv"), names(folder));
    assertEquals(Set.of("tables"), names(directory));
  }

  /// A link to an empty folder was taken, and refused hours later, when all was read.
  @Test
  void aLinkLeadsToTheFolder() throws IOException {
    Path folder = Files.createDirectory(directory.resolve("tables"));
    Path link = Files.createSymbolicLink(directory.resolve("link"), folder);

    CommandRun run = csv(link, ReportRun.DECISIONS);

    assertEquals(1, run.code(), run.err());
    assertTrue(names(folder).contains("summary.csv"));
    assertEquals(Set.of("tables", "link"), names(directory));
  }

  @Test
  void severalFilesNeedAFolder() {
    CommandRun.of("report", "--decisions", ReportRun.DECISIONS.toString(), "--output", "csv")
        .assertMistake("--output csv makes several files: say with --out in which folder");
  }

  @Test
  void aReportThatIsNotMadeLeavesNoFolder() throws IOException {
    Path folder = directory.resolve("tables");
    CommandRun run = csv(folder, directory.resolve("nowhere.jsonl"));

    assertEquals(2, run.code(), run.err());
    assertEquals(Set.of(), names(directory));
  }

  private static CommandRun csv(Path folder, Path decisions) {
    return CommandRun.of(
        "report",
        "--decisions",
        decisions.toString(),
        "--audit",
        ReportRun.AUDIT.toString(),
        "--from",
        "2026-11-25T00:50:00Z",
        "--until",
        "2026-11-25T01:00:00Z",
        "--output",
        "csv",
        "--out",
        folder.toString());
  }

  private static Set<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
    }
  }
}
