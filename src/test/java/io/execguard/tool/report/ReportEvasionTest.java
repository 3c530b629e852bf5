package io.execguard.tool.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.tool.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What somebody can do to stay out of the report, and what looks like it and is not: each is one
/// change of the run in `src/test/resources/report`.
class ReportEvasionTest {
  /// Of the session past the guard.
  private static final String PAST = "7ad459c0-8372-4a7d-beef-53e7b39c7551";

  /// Of a single command, and of its record.
  private static final String COMMAND = "fa7a48e6-7825-434c-ae4a-ba8e9ba57e1a";

  private static final String COMMAND_RECORD = "48c733b8-799c-428f-ba91-e6940227cfe8";

  /// Of the registration's deletion, and of its return.
  private static final String DELETION = "2d0ee4c6-4e6a-43be-ae4b-ff288c0e1840";

  private static final String RETURN = "717a82a7-86ae-48cf-b3cf-3fc4f97bbd67";

  @TempDir private Path directory;

  /// A client chooses its audit id, in the header Audit-ID. With that of a request before it, a
  /// session past the guard counted as another stage of that request.
  @Test
  void aSessionUnderTheAuditIdOfAnotherRequestIsStillPastTheGuard() throws IOException {
    ReportRun found = audited(line -> line.replace(PAST, COMMAND));
    assertEquals(1, found.of("bypass").size());
    assertEquals(whole().kinds(), found.kinds());
  }

  /// An exec with dryRun in its address was taken for a dry run. The API server refuses one, unless
  /// the parameter is not well-formed: then it passes over it, and the session opens.
  @ParameterizedTest
  @ValueSource(strings = {"&dryRun=%zz", "&dryRun=a;b", "&dryRun=", "&dryRun=All"})
  void aSessionIsNoDryRunWhateverItsAddressSays(String parameter) throws IOException {
    ReportRun found =
        audited(
            line ->
                line.contains(PAST)
                    ? line.replace("stdout=true", "stdout=true" + parameter)
                    : line);
    assertEquals(1, found.of("bypass").size());
  }

  /// Stages can be read out of order. A session that ended in a panic counted as refused where the
  /// panic was read first.
  @Test
  void aSessionThatEndedInAPanicIsPastTheGuard() throws IOException {
    List<String> lines = new ArrayList<>();
    for (String line : Files.readAllLines(ReportRun.AUDIT)) {
      if (line.contains(PAST) && line.contains("ResponseComplete")) {
        lines.addFirst(
            line.replace("ResponseComplete", "Panic")
                .replace("\"code\":101", "\"status\":\"Failure\",\"code\":500"));
      } else {
        lines.add(line);
      }
    }
    Path audit = Files.write(directory.resolve("audit.jsonl"), lines);
    assertEquals(1, ReportRun.of(ReportRun.DECISIONS, audit).of("bypass").size());
  }

  /// Whoever may register a webhook named *.exec-guard.io can have it write the id of a true record
  /// into the audit event, and the session counted as recorded.
  @Test
  void aRecordThatTwoEventsNameIsSaid() throws IOException {
    ReportRun found =
        audited(
            line ->
                line.contains(PAST)
                    ? line.replace(
                        "\"annotations\":{",
                        "\"annotations\":{\"x.exec-guard.io/record\":\"" + COMMAND_RECORD + "\",")
                    : line);
    assertEquals(
        "answered 101; record "
            + COMMAND_RECORD
            + ", which another event names, too: it is of one of them",
        found.of("record-missing").getFirst().path("note").asString(""));
    assertEquals(1, found.of("record-missing").size());
  }

  /// Of two lines with one id and one time the second was dropped as the same line once more,
  /// whatever it said.
  @Test
  void aRecordThatWasRewrittenIsNotTheSameLineOnceMore() throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(ReportRun.DECISIONS));
    lines.add(lines.getLast().replace("\"username\":\"", "\"username\":\"not-"));
    Path decisions = Files.write(directory.resolve("decisions.jsonl"), lines);
    assertEquals(
        "another record has the same id, and one is forged",
        ReportRun.of(decisions, ReportRun.AUDIT)
            .of("event-missing")
            .getFirst()
            .path("note")
            .asString(""));
  }

  /// kubectl apply --server-side and GitOps controllers create with the verb patch. The guard
  /// counted as switched off from the deletion to the end of the period.
  @Test
  void aRegistrationThatServerSideApplyBringsBackIsThereAgain() throws IOException {
    String page = page(line -> line.contains(RETURN) ? patched(line) : line);
    assertTrue(page.contains("<td>2026-11-25 00:54:59</td><td>2026-11-25 00:54:59</td>"), page);
  }

  private static String patched(String line) {
    return line.replace("\"verb\":\"create\"", "\"verb\":\"patch\"")
        .replace(
            "configurations?fieldManager", "configurations/exec-guard?force=true&fieldManager");
  }

  /// Where the name is generated the audit event has none. Any registration that was created so
  /// counted as the guard's own, and ended the time in which it was switched off.
  @Test
  void aRegistrationWithoutANameIsNotTheGuards() throws IOException {
    UnaryOperator<String> nameless =
        line -> line.contains(RETURN) ? line.replace("\"name\":\"exec-guard\",", "") : line;
    assertEquals(
        whole().of("registration").size() - 1, audited(nameless).of("registration").size());
    assertTrue(page(nameless).contains("<td>2026-11-25 00:54:59</td><td>2026-11-25 01:00:00</td>"));
  }

  /// Hostile: another registration of a similar name ended the time in which the guard's was away.
  @Test
  void aRegistrationOfASimilarNameIsNotTheGuards() throws IOException {
    UnaryOperator<String> decoy =
        line ->
            line.contains(RETURN)
                ? line.replace("\"name\":\"exec-guard\"", "\"name\":\"exec-guard-x\"")
                : line;
    assertTrue(page(decoy).contains("<td>2026-11-25 00:54:59</td><td>2026-11-25 01:00:00</td>"));
  }

  /// kubectl delete --dry-run=server says it in the object that it sends, and an address can say it
  /// of a deletion that happens: the object overrules it.
  @Test
  void aDeletionIsADryRunWhereTheObjectThatWasSentSaysSo() throws IOException {
    ReportRun dry =
        audited(
            line ->
                line.contains(DELETION)
                    ? line.replace(
                        "\"annotations\":",
                        "\"requestObject\":{\"kind\":\"DeleteOptions\",\"dryRun\":[\"All\"]},\"annotations\":")
                    : line);
    assertTrue(notes(dry).contains("answered 200, a dry run"), notes(dry).toString());
    ReportRun real =
        audited(
            line ->
                line.contains(DELETION)
                    ? line.replace(
                        "configurations/exec-guard", "configurations/exec-guard?dryRun=All")
                    : line);
    assertFalse(notes(real).contains("answered 200, a dry run"), notes(real).toString());
  }

  /// A deletion of others by their labels was taken for that of the guard's registration, which was
  /// then away to the end of the period. A selector that is not well-formed is none.
  @ParameterizedTest
  @CsvSource({
    "labelSelector=app%3Dother, false",
    "labelSelector=app%3Dexec-guard, true",
    "fieldSelector=metadata.name%3Dexec-guard, true",
    "fieldSelector=metadata.name%21%3Dx, true",
    "labelSelector=app+notin+(x), true",
    "labelSelector=%zz, true",
    "limit=500, true"
  })
  void aDeletionOfSeveralIsTheGuardsUnlessItsSelectorNamesOthers(String parameter, boolean isOurs)
      throws IOException {
    String page =
        page(
            line ->
                line.contains(DELETION)
                    ? line.replace("\"verb\":\"delete\"", "\"verb\":\"deletecollection\"")
                        .replace("\"name\":\"exec-guard\",\"apiGroup", "\"apiGroup")
                        .replace("configurations/exec-guard", "configurations?" + parameter)
                    : line);
    assertEquals(isOurs, page.contains("there again, or the end of the period"), page);
    assertEquals(!isOurs, page.contains("answered 200, of those that its selector names"), page);
  }

  private static List<String> notes(ReportRun found) {
    return found.of("registration").stream().map(one -> one.path("note").asString("")).toList();
  }

  /// A grant that was refused, or a dry run, counted as the one on record under which a session was
  /// opened: the annotations can then only have come past the guard.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"dryRun\":true",
        "\"dryRun\":false,\"decision\":\"deny\"",
      })
  void aSessionUnderAGrantThatCameToNothingIsUnderNone(String members) throws IOException {
    ReportRun found =
        decided(
            line ->
                line.contains("\"change\":\"made\"")
                    ? line.replace("\"dryRun\":false", members)
                    : line);
    assertEquals(1, found.of("grant-unseen").size());
  }

  /// kubectl annotate --dry-run=server changes nothing, and stood in the page as a grant.
  @Test
  void aGrantThatIsADryRunIsCalledOne() throws IOException {
    ReportRun found =
        decided(
            line ->
                line.contains("\"door\":\"grants\"")
                    ? line.replace("\"dryRun\":false", "\"dryRun\":true")
                    : line);
    assertEquals(
        List.of("grant made (dry run)", "grant removed (dry run)"),
        found.of("grant").stream().map(one -> one.path("what").asString("")).toList());
  }

  /// Labels that a dry run would have changed are as they were.
  @Test
  void labelsThatADryRunWouldChangeAreNotChanged() throws IOException {
    String change = "\"labelChange\":{\"begins\":[],\"ceases\":[\"production\"]},\"user\":";
    Map<Boolean, Integer> found = new TreeMap<>();
    for (boolean dry : List.of(false, true)) {
      ReportRun run =
          ReportRun.of(
              ReportRun.changed(
                  ReportRun.DECISIONS,
                  directory.resolve("decisions.jsonl"),
                  line ->
                      line.contains("\"change\":\"removed\"")
                          ? line.replace("\"user\":", change)
                              .replace("\"dryRun\":false", "\"dryRun\":" + dry)
                          : line),
              ReportRun.AUDIT);
      found.put(dry, run.of("labels").size());
    }
    assertEquals(Map.of(false, 1, true, 0), found);
  }

  /// Without a period, records of another time or cluster were held against nothing, and the report
  /// said that every record is there.
  @Test
  void aReportThatComparedNothingSaysSo() throws IOException {
    Path empty = Files.writeString(directory.resolve("decisions.jsonl"), "");
    Path audit =
        changed(
            line -> line.contains("/record\"") && line.contains("ResponseComplete") ? line : "");
    CommandRun run =
        CommandRun.of("report", "--decisions", empty.toString(), "--audit", audit.toString());
    assertEquals(1, run.code());
    assertTrue(
        run.err().startsWith("exec-guard: no record was compared with an audit event: "),
        run.err());
  }

  /// A record outside the period was said to have another's id.
  @Test
  void aRecordOutsideThePeriodIsNotHeldAgainstAnother() throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(ReportRun.DECISIONS));
    lines.add(lines.getLast().replace("2026-11-25T00:54", "2026-11-24T00:54"));
    Path decisions = Files.write(directory.resolve("decisions.jsonl"), lines);
    assertEquals(whole().kinds(), ReportRun.of(decisions, ReportRun.AUDIT).kinds());
  }

  /// `--output json` did not have when the registration was away: the page alone had.
  @Test
  void theSummarySaysWhenTheRegistrationWasAway() {
    assertEquals(
        "[{\"from\":\"2026-11-25T00:54:59.154507Z\",\"until\":\"2026-11-25T00:54:59.418685Z\"},"
            + "{\"from\":\"2026-11-25T00:54:59.976752Z\",\"until\":\"2026-11-25T01:00:00Z\"}]",
        whole().of("summary").getFirst().path("registrationAway").toString());
  }

  /// A registration that was deleted before the period was not there in it, and nothing said so.
  @Test
  void aRegistrationThatWentBeforeThePeriodIsAwayInIt() {
    CommandRun run =
        CommandRun.of(
            "report",
            "--audit",
            ReportRun.AUDIT.toString(),
            "--output",
            "json",
            "--from",
            "2026-11-25T00:54:59.200Z",
            "--until",
            "2026-11-25T00:54:59.300Z");
    assertTrue(
        run.lines()
            .getLast()
            .contains(
                "\"registrationAway\":[{\"from\":\"2026-11-25T00:54:59.200Z\",\"until\":\"2026-11-25T00:54:59.300Z\"}]"),
        run.out());
  }

  private static ReportRun whole() {
    return ReportRun.of(ReportRun.DECISIONS, ReportRun.AUDIT);
  }

  private ReportRun audited(UnaryOperator<String> change) throws IOException {
    return ReportRun.of(ReportRun.DECISIONS, changed(change));
  }

  private ReportRun decided(UnaryOperator<String> change) throws IOException {
    return ReportRun.of(
        ReportRun.changed(ReportRun.DECISIONS, directory.resolve("decisions.jsonl"), change),
        ReportRun.AUDIT);
  }

  private String page(UnaryOperator<String> change) throws IOException {
    return CommandRun.of(
            "report",
            "--decisions",
            ReportRun.DECISIONS.toString(),
            "--audit",
            ReportRun.changed(
                    ReportRun.AUDIT,
                    directory.resolve("page.jsonl"),
                    line ->
                        // the deletion with which the run ends
                        line.contains("7489b47e-4696-4b09-b499-f2a3e606225c")
                            ? ""
                            : change.apply(line))
                .toString(),
            "--until",
            "2026-11-25T01:00:00Z")
        .out();
  }

  private Path changed(UnaryOperator<String> change) throws IOException {
    return ReportRun.changed(ReportRun.AUDIT, directory.resolve("audit.jsonl"), change);
  }
}
