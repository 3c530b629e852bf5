package io.execguard.tool.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.tool.CommandRun;
import io.execguard.tool.ExecGuard;
import io.execguard.tool.terminal.ExitCodes;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Memory, disk or life ends before the report does: the page of before stays, and whoever asked
/// for it is told.
@Timeout(300)
class ReportBrokenOffTest {
  @TempDir private Path folder;

  private Path page;
  private Path temporary;

  @BeforeEach
  void aPageOfBefore() throws IOException {
    page = Files.writeString(folder.resolve("page.html"), "before");
    temporary = Files.createDirectory(folder.resolve("temporary"));
  }

  /// A line as long as a line may be, read by a process with little memory: a stack trace, and exit
  /// code 1, which means that something was found.
  @Test
  void withoutMemoryThereIsASentenceAndNoPage() throws Exception {
    Path line = folder.resolve("line.jsonl");
    Files.writeString(line, "{\"kind\":\"Event\",\"x\":\"" + "x".repeat(15 << 20) + "\"}\n");
    Process process = start("exec \"$@\"", List.of("-Xmx24m"), "--audit", line.toString());
    assertBrokenOff(
        process,
        "MB of memory are not enough for this report: give it more by --memory, or report a shorter time");
  }

  /// The shell's limit of a file's size stands for a disk that is full: to the process both are a
  /// write that fails. It was a half page, or a temporary file's name and nothing else.
  @ParameterizedTest
  @CsvSource({
    "--decisions, html, exec-guard: a temporary file in {} cannot be written: File too large",
    "--audit, json, exec-guard: the report cannot be written: File too large"
  })
  void onAFullDiskThereIsASentenceAndNoPage(String log, String output, String sentence)
      throws Exception {
    CopiedRun run = CopiedRun.of(folder, 20_000);
    Path file = log.equals("--audit") ? run.audit() : run.decisions();
    Process process =
        start("ulimit -f 8; exec \"$@\"", List.of(), log, file.toString(), "--output", output);
    assertBrokenOff(process, sentence.replace("{}", temporary.toString()));
  }

  /// A page that is killed while it is made is the page of before, and nothing of what was read
  /// stays in the folder for temporary files.
  @Test
  void killedItLeavesThePageOfBefore() throws Exception {
    Process process = start("exec \"$@\"", List.of(), "--audit", "-");
    try (OutputStream events = process.getOutputStream()) {
      events.write(Files.readAllBytes(ReportRun.AUDIT));
      events.flush();
      while (process.info().totalCpuDuration().isEmpty() || nothingIsBegun()) {
        Thread.sleep(50);
      }
      process.destroyForcibly();
      assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    }
    assertEquals("before", Files.readString(page));
    assertEquals(List.of(), names(temporary));
  }

  /// Ctrl-C: half of the tables stayed beside the folder that they were made for, with a name that
  /// no list of files shows.
  @Test
  void stoppedItLeavesNoHalfTables() throws Exception {
    page = folder.resolve("tables");
    Process process = start("exec \"$@\"", List.of(), "--audit", "-", "--output", "csv");
    byte[] some = Files.readAllBytes(ReportRun.AUDIT);
    try (OutputStream events = process.getOutputStream()) {
      // More than is looked at to tell what it is.
      for (int written = 0; written < 1 << 20; written += some.length) {
        events.write(some);
      }
      events.flush();
      while (nothingIsBegun() || noTable()) {
        Thread.sleep(50);
      }
      process.destroy();
      assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    }
    assertEquals(List.of(), names(temporary));
    assertTrue(nothingIsBegun(), names(folder)::toString);
  }

  private boolean noTable() throws IOException {
    try (var files = Files.walk(folder)) {
      return files.noneMatch(file -> file.toString().endsWith(".csv"));
    }
  }

  /// Beside the page is the file that would have become it.
  private boolean nothingIsBegun() throws IOException {
    return names(folder).stream().noneMatch(name -> name.endsWith(".next"));
  }

  @Test
  void aSizeOfMemoryThatIsNoneIsAMistake() {
    CommandRun.of("report", "--audit", ReportRun.AUDIT.toString(), "--memory", "much")
        .assertMistake("--memory much is no size: give it as 512M or 4G");
  }

  private Process start(String script, List<String> options, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(List.of("sh", "-c", script, "sh"));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "--sun-misc-unsafe-memory-access=allow",
            "-XX:-UsePerfData",
            "-Djava.io.tmpdir=" + temporary,
            "-classpath",
            System.getProperty("java.class.path"),
            ExecGuard.class.getName(),
            "report",
            "--out",
            page.toString()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  private void assertBrokenOff(Process process, String sentence) throws Exception {
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(ExitCodes.BROKEN_OFF, process.waitFor(), said);
    assertTrue(said.startsWith("exec-guard: ") && said.contains(sentence), said);
    assertEquals(1, said.lines().count(), said);
    assertEquals("before", Files.readString(page));
    assertTrue(names(folder).stream().noneMatch(name -> name.endsWith(".next")));
    assertEquals(List.of(), names(temporary));
  }

  private static List<String> names(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
