package io.execguard.tool.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.tool.CommandRun;
import io.execguard.tool.ExecGuard;
import io.execguard.tool.terminal.ExitCodes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Files as they come out of CloudWatch, S3, the AWS CLI and somebody's disk: what is in them is
/// read, or said not to be.
class ReportFormsTest {

  @TempDir private Path directory;

  /// `--query 'events[].message' --output text` puts a tab between messages that each end a line:
  /// of a whole export the first message was read, and the others passed over in silence.
  @Test
  void readsMessagesBetweenTabsThatEachEndALine() throws IOException {
    assertReadWhole(audit().stream().map(line -> line + "\n").collect(Collectors.joining("\t")));
  }

  /// CloudWatch asks a subscription's destination whether it is well, with a text that is no JSON.
  /// Every file from Firehose that had one held a line that could not be read.
  @Test
  void passesOverTheControlMessagesOfASubscription() throws IOException {
    String control =
        "{\"messageType\":\"CONTROL_MESSAGE\",\"owner\":\"CloudwatchLogs\",\"logGroup\":\"\",\"logStream\":\"\","
            + "\"subscriptionFilters\":[],\"logEvents\":[{\"id\":\"\",\"timestamp\":1510254469274,"
            + "\"message\":\"CWL CONTROL MESSAGE: Checking health of destination Firehose.\"}]}";
    assertReadWhole(control + "\n" + String.join("\n", audit()));
  }

  /// An export to S3 leaves the file aws-logs-write-test beside what it exports: every report of
  /// one had a line that could not be read, and the exit code 1.
  @Test
  void passesOverTheFileWithWhichAnExportTriesTheBucket() throws IOException {
    Path folder = Files.createDirectories(directory.resolve("audit"));
    Files.writeString(folder.resolve("aws-logs-write-test"), "Permission Check Successful");
    Files.write(folder.resolve("000000"), audit());
    ReportRun found = ReportRun.of(ReportRun.DECISIONS, folder);
    assertEquals(whole().kinds(), found.kinds());
    assertEquals(1, found.count("linesAside"));
  }

  /// Lambda's own lines, behind the time and the stream that `aws logs tail` puts before them.
  @Test
  void passesOverLambdasOwnLinesOfLogsTail() throws IOException {
    String before = "2026-11-25T00:55:00.001000+00:00 2026/11/25/[7]a ";
    assertReadWhole(
        before
            + "START RequestId: 1 Version: 7\n"
            + audit().stream().map(line -> before + line).collect(Collectors.joining("\n")));
  }

  /// A log event whose message had been made JSON (with jq's fromjson) was passed over in silence.
  @Test
  void saysOfALogEventThatItsMessageIsNoText() throws IOException {
    String events =
        audit().stream()
            .map(line -> "{\"message\":" + line + "}")
            .collect(Collectors.joining(",", "{\"events\":[", "]}"));
    ReportRun found = ReportRun.of(ReportRun.DECISIONS, file(events));
    assertEquals(audit().size(), found.of("unreadable").size());
    assertEquals(
        "is a log event whose message is no text",
        found.of("unreadable").getFirst().path("note").asString(""));
  }

  /// A first line above 256 KB with a time before it was taken for an envelope without end, and the
  /// whole file for no JSON.
  @Test
  void readsAnExportWhoseFirstLineIsLong() throws IOException {
    String first =
        audit().getFirst().replaceFirst("\\{", "{\"pad\":\"" + "x".repeat(1 << 18) + "\",");
    assertReadWhole(
        "2026-11-25T00:55:00.001Z "
            + first
            + "\n"
            + audit().stream()
                .skip(1)
                .map(line -> "2026-11-25T00:55:00.001Z " + line)
                .collect(Collectors.joining("\n")));
  }

  /// Windows puts a mark before UTF-8: the first line could not be read.
  @Test
  void readsUtf8BehindItsMark() throws IOException {
    assertReadWhole("\ufeff" + String.join("\r\n", audit()));
  }

  /// PowerShell's `>` writes UTF-16: every line could not be read, and none said why.
  @Test
  void saysThatAFileIsUtf16() throws IOException {
    Path file = directory.resolve("audit");
    Files.write(file, ("\ufeff" + String.join("\n", audit())).getBytes(StandardCharsets.UTF_16LE));
    ReportRun found = ReportRun.of(ReportRun.DECISIONS, file);
    assertEquals(
        "exec-guard: " + file + ":1: is UTF-16, and so is this file: UTF-8 is read",
        found.run().err().strip());
  }

  /// GZIPInputStream takes what is no member for the end: behind a damaged one everything was lost,
  /// and the page said that every line was understood.
  @ParameterizedTest
  @ValueSource(strings = {"damaged", "text"})
  void saysWhatStandsBehindAMemberOfGzipAndIsNone(String behind) throws IOException {
    ByteArrayOutputStream members = new ByteArrayOutputStream();
    members.writeBytes(gzip(String.join("\n", audit().subList(0, 10)) + "\n"));
    byte[] rest =
        String.join("\n", audit().subList(10, audit().size())).getBytes(StandardCharsets.UTF_8);
    if (behind.equals("damaged")) {
      rest = gzip(new String(rest, StandardCharsets.UTF_8));
      rest[1]++;
    }
    members.writeBytes(rest);
    Path file = Files.write(directory.resolve("audit.gz"), members.toByteArray());
    ReportRun found = ReportRun.of(ReportRun.DECISIONS, file);
    assertEquals(
        "exec-guard: "
            + file
            + ":10: the compressed file is damaged behind this line; what follows could not be read",
        found.run().err().strip());
  }

  /// A member that its checksum does not fit is damaged, and zeros behind the last are none.
  @Test
  void holdsMembersOfGzipAgainstTheirChecksums() throws IOException {
    byte[] member = gzip(String.join("\n", audit()));
    ByteArrayOutputStream padded = new ByteArrayOutputStream();
    padded.writeBytes(member);
    padded.writeBytes(new byte[1000]);
    Path file = Files.write(directory.resolve("audit.gz"), padded.toByteArray());
    assertEquals(whole().kinds(), ReportRun.of(ReportRun.DECISIONS, file).kinds());

    member[member.length - 6]++;
    Files.write(file, member);
    assertEquals(1, ReportRun.of(ReportRun.DECISIONS, file).of("unreadable").size());
  }

  /// A client can put half a surrogate pair into the object that it sends.
  @Test
  void halfASurrogatePairInAListCostsNoOtherEvent() throws IOException {
    String first =
        audit().getFirst().replaceFirst("\\{", "{\"requestObject\":{\"a\":\"\\\\ud800\"},");
    assertReadWhole(
        "{\"kind\":\"EventList\",\"items\":["
            + first
            + ","
            + String.join(",", audit().subList(1, audit().size()))
            + "]}");
  }

  /// An object without end in a list was copied until memory was full.
  @Test
  void anObjectInAListIsNoLongerThanALine() throws IOException {
    String endless = "{\"kind\":\"Event\",\"x\":[" + "\"x\",".repeat(5 << 20) + "1]}";
    ReportRun found =
        ReportRun.of(
            ReportRun.DECISIONS,
            file("{\n\"items\":[" + endless + ",\n" + String.join(",", audit()) + "]}"));
    assertEquals(
        "is longer than 16 MB", found.of("unreadable").getFirst().path("note").asString(""));
    assertEquals(1, found.of("bypass").size());
  }

  /// A link to a directory was no directory and no file: what is in it was not read, and nothing
  /// said so.
  @Test
  void followsLinksToDirectories() throws IOException {
    Path real = Files.createDirectories(directory.resolve("real"));
    Files.write(real.resolve("audit.jsonl"), audit());
    Path folder = Files.createDirectories(directory.resolve("folder"));
    Files.createSymbolicLink(folder.resolve("link"), real);
    Path top = Files.createSymbolicLink(directory.resolve("top"), real);
    assertEquals(whole().kinds(), ReportRun.of(ReportRun.DECISIONS, folder).kinds());
    assertEquals(whole().kinds(), ReportRun.of(ReportRun.DECISIONS, top).kinds());

    Path loop = Files.createSymbolicLink(folder.resolve("loop"), folder);
    CommandRun.of("report", "--audit", folder.toString())
        .assertMistake(folder + " cannot be read: " + loop + " is a link to a directory above it");
  }

  /// A link that leads nowhere, or a pipe, among an export's files.
  @Test
  void readsRegularFilesOfADirectoryAlone() throws IOException {
    Path link = Files.createSymbolicLink(directory.resolve("gone"), directory.resolve("nowhere"));
    CommandRun.of("report", "--audit", directory.toString())
        .assertMistake(link + " is no regular file: take it out, or name it by itself");
  }

  /// Nothing is in a period that ends before it begins, and a report of nothing found nothing.
  @Test
  void aPeriodThatEndsBeforeItBeginsIsAMistake() {
    CommandRun.of(
            "report",
            "--audit",
            ReportRun.AUDIT.toString(),
            "--from",
            "2026-11-26T00:00:00Z",
            "--until",
            "2026-11-25T00:00:00Z")
        .assertMistake("--from 2026-11-26T00:00:00Z is later than --until 2026-11-25T00:00:00Z");
  }

  /// On a full disk half a report was written to standard output, and the exit code was that of a
  /// whole one.
  @Test
  void aReportThatStandardOutputDoesNotTakeIsNone() {
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int octet) throws IOException {
            throw new IOException("No space left on device");
          }
        };
    StringWriter err = new StringWriter();
    int code =
        ExecGuard.run(
            new String[] {"report", "--audit", ReportRun.AUDIT.toString()},
            new PrintWriter(new OutputStreamWriter(full, StandardCharsets.UTF_8)),
            new PrintWriter(err, true));
    assertEquals(ExitCodes.BROKEN_OFF, code);
    assertTrue(err.toString().contains("standard output takes no more"), err.toString());
  }

  /// With --out /dev/null the report of a user who may do it took the device's place; and a link's.
  @Test
  void writesNothingInThePlaceOfWhatIsNoFile() throws IOException {
    Path folder = Files.createDirectories(directory.resolve("folder"));
    Path link = Files.createSymbolicLink(directory.resolve("link"), folder);
    for (Path out : List.of(folder, link)) {
      CommandRun.of("report", "--audit", ReportRun.AUDIT.toString(), "--out", out.toString())
          .assertMistake(
              out + " is no regular file: leave --out away, and the report is on standard output");
    }
    Path page = Files.writeString(directory.resolve("page.html"), "old");
    Path toPage = Files.createSymbolicLink(directory.resolve("latest.html"), page);
    CommandRun.of("report", "--audit", ReportRun.AUDIT.toString(), "--out", toPage.toString());
    assertTrue(Files.isSymbolicLink(toPage));
    assertTrue(Files.readString(page).endsWith("</body>\n</html>\n"));
  }

  /// A file page.html.next beside the page was written over, and then deleted.
  @Test
  void leavesWhatIsBesideThePage() throws IOException {
    Path other = Files.writeString(directory.resolve("page.html.next"), "mine");
    Path out = directory.resolve("page.html");
    CommandRun.of("report", "--audit", ReportRun.AUDIT.toString(), "--out", out.toString());
    assertEquals("mine", Files.readString(other));
    try (Stream<Path> files = Files.list(directory)) {
      assertEquals(2, files.count());
    }
  }

  /// The sentence was: there is no nowhere/page.html.next.
  @Test
  void saysOfAPageThatItsDirectoryIsNotThere() {
    Path out = directory.resolve("nowhere/page.html");
    CommandRun.of("report", "--audit", ReportRun.AUDIT.toString(), "--out", out.toString())
        .assertMistake(out + " cannot be written: there is no such directory");
  }

  private void assertReadWhole(String content) throws IOException {
    ReportRun found = ReportRun.of(ReportRun.DECISIONS, file(content));
    assertEquals("", found.run().err());
    assertEquals(whole().kinds(), found.kinds());
    assertEquals(whole().count("events"), found.count("events"));
  }

  private Path file(String content) throws IOException {
    return Files.writeString(directory.resolve("audit"), content);
  }

  private static List<String> audit() throws IOException {
    return Files.readAllLines(ReportRun.AUDIT);
  }

  private static ReportRun whole() {
    return ReportRun.of(ReportRun.DECISIONS, ReportRun.AUDIT);
  }

  private static byte[] gzip(String content) throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(compressed)) {
      gzip.write(content.getBytes(StandardCharsets.UTF_8));
    }
    return compressed.toByteArray();
  }
}
