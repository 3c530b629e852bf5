package io.execguard.tool.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.testing.LogGroups;
import io.execguard.tool.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Labels and break-glass that were changed without the guard.
class ReportNamespacesTest {
  private static final String NO_POLICY =
      "; which constraint ceased to match could not be told: the text of the policy in force, proven by"
          + " its digest, is not among the records";
  private static final String FILE = "audit-cases/namespace-changed-past-the-guard.jsonl";
  private static final String LABEL = LogGroups.lines(FILE).getFirst();
  private static final String GRANT = LogGroups.lines(FILE).getLast();

  @TempDir private Path directory;

  /// A label and a grant changed without the guard, by an administrator as somebody else: the
  /// report said "none", and its exit code was 0.
  @Test
  void labelsAndGrantsChangedPastTheGuardAreFoundWithBothNames() throws IOException {
    ReportRun found = report(List.of(LABEL, GRANT));
    assertEquals(1, found.run().code());
    assertEquals(
        List.of("jane (impersonated by admin)", "admin"),
        found.of("namespace-changed").stream().map(one -> one.path("who").asString("")).toList());
    assertEquals(
        "label environment: staging; answered 200" + NO_POLICY,
        found.of("namespace-changed").getFirst().path("note").asString(""));
  }

  /// As a real API server wrote them; a label of no constraint changed nothing.
  @Test
  void changesAsARealApiServerAuditsThemAreFound() throws IOException {
    List<String> events = LogGroups.lines("audit-changes/changes.jsonl");
    ReportRun found = report(events, ReportRun.DECISIONS);
    assertEquals(
        List.of(
            "label environment: production; answered 200; no constraint ceased to match",
            "label environment: staging; answered 200; ceased to match: production",
            "annotation exec-guard.io/allow-interactive-reason: INC-4242; answered 200"),
        notes(found));
    assertEquals(0, found.count("namespacesUntold"));
  }

  /// Every way to write it.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "patch  | {'metadata':{'labels':{'environment':null}}} | label environment taken away or empty",
        "patch  | {'metadata':{'labels':null}} | all labels",
        "patch  | {'metadata':null} | all labels and annotations",
        "patch  | {'metadata':{'labels':{'$patch':'replace'}}} | all labels",
        "patch  | [{'op':'remove','path':'/metadata/labels/environment'}] | label environment taken away or empty",
        "patch  | [{'op':'replace','path':'/metadata/labels','value':{}}] | all labels",
        "patch  | [{'op':'move','from':'/metadata/labels/environment','path':'/metadata/labels/x'}] | label environment taken away or empty",
        "patch  | [{'op':'add','path':'/metadata/annotations/exec-guard.io~1allow-interactive-by','value':'x'}] | annotation exec-guard.io/allow-interactive-by: x",
        "patch  | {'kind':'Namespace','apiVersion':'v1','metadata':{'labels':{'environment':'x'}}} | label environment: x; what it had before is not in these events",
        "update | {'kind':'Namespace','metadata':{'labels':{'environment':'x'}}} | label environment: x; what it had before is not in these events",
        "create | {'kind':'Namespace','metadata':{'annotations':{'exec-guard.io/allow-interactive-by':'x'}}} | annotation exec-guard.io/allow-interactive-by: x",
        "patch  | {'metadata':{'labels':{'team':'x'}}} |",
        "patch  | [{'op':'test','path':'/metadata/labels/environment','value':'x'}] |",
        "patch  | [{'op':'add','path':'/spec/finalizers','value':[]}] |",
        "create | {'kind':'Namespace','metadata':{'labels':{'environment':'x'}}} |"
      })
  void aChangeIsReadHoweverItIsWritten(String verb, String sent, String note) throws IOException {
    for (String subresource : List.of("", "status", "finalize")) {
      String event =
          LABEL
              .replaceFirst("\"requestObject\":.*,\"requestReceived", "\"requestReceived")
              .replace(
                  "\"requestReceived",
                  "\"requestObject\":" + sent.replace('\'', '"') + ",\"requestReceived")
              .replace("\"verb\":\"patch\"", "\"verb\":\"" + verb + "\"")
              .replace(
                  "\"resource\":\"namespaces\"",
                  "\"resource\":\"namespaces\""
                      + (subresource.isEmpty() ? "" : ",\"subresource\":\"" + subresource + "\""));
      assertEquals(
          note == null
              ? List.of()
              : List.of(
                  note
                      + "; answered 200"
                      + (note.startsWith("annotation")
                          ? ""
                          : verb.equals("update")
                              ? "; ceased to match: production"
                              : "; which constraint ceased to match could not be told: what came of"
                                  + " the change is not in the event")),
          notes(report(List.of(event), ReportRun.DECISIONS)),
          event);
    }
  }

  /// What an event does not hold was called none.
  @Test
  void whatCouldNotBeToldIsSaid() throws IOException {
    String metadata =
        LABEL.replaceFirst("\"requestObject\":.*,\"requestReceived", "\"requestReceived");
    ReportRun found = report(List.of(metadata));
    assertEquals(List.of(), notes(found));
    assertEquals(1, found.count("namespacesUntold"));
    String page =
        CommandRun.of("report", "--audit", directory.resolve("audit.jsonl").toString()).out();
    assertTrue(
        page.contains(
            "– could not be told: 1</td><td><a href=\"#namespace-changed\">Bypass: namespaces changed past the guard"),
        page);
    assertTrue(page.contains("None among those that could be told."), page);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"code\":200 | \"code\":403",
        "?fieldManager | ?dryRun=All&fieldManager",
        "\"annotations\":{\"auth | \"annotations\":{\"labels.exec-guard.io/record\":\"7\",\"auth"
      })
  void whatWasRefusedOrADryRunOrRecordedIsNone(String from, String to) throws IOException {
    assertEquals(List.of(), notes(report(List.of(LABEL.replace(from, to)))));
  }

  /// A controller that writes back what was there changes nothing.
  @Test
  void writingBackWhatWasThereIsNoChange() throws IOException {
    String put =
        LABEL
            .replace("\"verb\":\"patch\"", "\"verb\":\"update\"")
            .replace("911\"", "999\"")
            .replace("\"requestObject\":{", "\"requestObject\":{\"kind\":\"Namespace\",");
    assertEquals(1, notes(report(List.of(LABEL, put))).size());
    assertEquals(
        List.of(
            "label environment: staging; answered 200" + NO_POLICY,
            "label environment: x; answered 200" + NO_POLICY),
        notes(
            report(
                List.of(
                    LABEL, put.replace("\"environment\":\"staging\"", "\"environment\":\"x\"")))));
    String same = "\"metadata\":{\"resourceVersion\":\"7\",";
    assertEquals(
        List.of(),
        notes(
            report(
                List.of(
                    put.replace("\"metadata\":{\"labels", same + "\"labels")
                        .replace("\"metadata\":{\"name", same + "\"name")))));
  }

  /// Who opens break-glass past the guard does it for a session.
  @Test
  void theSessionThatFollowedIsNamed() throws IOException {
    UnaryOperator<String> earlier = line -> line.replace("2026-11-25T19:16", "2026-11-25T00:53");
    ReportRun found = report(List.of(earlier.apply(GRANT)), ReportRun.DECISIONS);
    assertTrue(
        notes(found)
            .getFirst()
            .endsWith(
                "; answered 200; the next session there: 2026-11-25 00:54:59.005 exec -i by bob"
                    + " (break-glass, record 0c99b1ef-df48-4cad-9417-9a1e219989dd)"),
        notes(found).toString());
  }

  private ReportRun report(List<String> events, Path... decisions) throws IOException {
    Path audit = Files.write(directory.resolve("audit.jsonl"), events);
    List<String> arguments = new ArrayList<>(List.of("--audit", audit.toString()));
    for (Path file : decisions) {
      arguments.addAll(List.of("--decisions", file.toString()));
    }
    arguments.addAll(List.of("--from", "2026-11-24T00:00:00Z", "--until", "2026-11-26T23:00:00Z"));
    return ReportRun.of(arguments.toArray(String[]::new));
  }

  private static List<String> notes(ReportRun found) {
    return found.of("namespace-changed").stream()
        .map(one -> one.path("note").asString(""))
        .toList();
  }
}
