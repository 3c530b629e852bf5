package io.execguard.tool.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/// The events of a real run as queries, shippers and AWS's services hand them on: each form as its
/// documentation has it. None of them was read before: every line could not be read.
class ReportPipelinesTest {
  private static final JsonMapper JSON = JsonMapper.shared();

  @TempDir private Path directory;

  /// `aws logs get-query-results` (CloudWatch Logs, API reference, GetQueryResults).
  @Test
  void readsWhatLogsInsightsAnswers() throws IOException {
    assertReadWhole(insights("Complete"));
  }

  /// A query that still runs answers with the rows that it has.
  @ParameterizedTest
  @ValueSource(strings = {"Running", "Timeout"})
  void saysOfAQueryThatItHadNotEnded(String status) throws IOException {
    assertNote(
        insights(status),
        "is of a query that had not ended well: its rows are not all there; get them when its status is Complete");
  }

  /// `stats count(*)` has no messages.
  @Test
  void saysOfRowsWithoutMessagesHowTheyGetSome() throws IOException {
    assertNote(
        "{\"results\":[[{\"field\":\"n\",\"value\":\"7\"}]],\"status\":\"Complete\"}",
        "is a row of Logs Insights without @message: let the query end with fields @timestamp, @message");
  }

  /// Logs Insights gives at most 10,000 rows (CloudWatch Logs quotas) and does not say that there
  /// were more: the rest would be missing in silence.
  @Test
  void saysOfTenThousandRowsThatMoreCanBeMissing() throws IOException {
    String row = "[{\"field\":\"@message\",\"value\":\"time=\\\"x\\\"\"}]";
    assertNote(
        "{\"results\":[" + (row + ",").repeat(9_999) + row + "],\"status\":\"Complete\"}",
        "has 10,000 rows, and Logs Insights gives no more: what else there is, is missing; ask for shorter times");
  }

  /// What the console saves: of Logs Insights, and of a log stream.
  @ParameterizedTest
  @ValueSource(strings = {"@timestamp,@message,@logStream", "timestamp,message"})
  void readsTheConsolesTables(String names) throws IOException {
    String behind = names.contains("@") ? ",kube-apiserver-audit-1" : "";
    assertReadWhole(
        names
            + "\r\n"
            + lines(
                line -> "2026-11-25 00:55:00.001,\"" + line.replace("\"", "\"\"") + "\"" + behind)
            + "\r\n");
  }

  /// A table that was saved with another system's line ends, or has a quote too many in its head,
  /// ended the report as a bug.
  @ParameterizedTest
  @ValueSource(strings = {"timestamp,message\r2026-11-25,x\r", "\"timestamp,\"message\n1,2\n"})
  void saysOfATableWhoseHeadDoesNotEndThatNothingWasRead(String table) throws IOException {
    assertNote(
        table,
        "is the head of a table whose quotes or lines do not end, and so is this file: nothing of it was read");
  }

  /// The last row of a table that was cut has no second column, and was passed over in silence.
  @Test
  void saysOfARowThatIsCutThatItHasNoMessage() throws IOException {
    assertNote(
        "timestamp,message\r\n2026-11-25 00:55",
        "is a row of Logs Insights without @message: let the query end with fields @timestamp, @message");
  }

  /// Fluent Bit's `json_lines` with the line in `log` (its manual, Output: file and S3), Vector's
  /// `file` source (its reference, output events), Filebeat's.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'date':1764032100.001,'log':LINE,'stream':'stdout'}",
        "{'file':'/var/log/audit.log','host':'h','message':LINE,'source_type':'file','timestamp':'2026-11-25T00:55:00Z'}",
        "{'@timestamp':'2026-11-25T00:55:00.001Z','message':LINE,'input':{'type':'log'}}"
      })
  void readsTheLinesOfShippers(String form) throws IOException {
    assertReadWhole(lines(line -> quoted(form).replace("LINE", text(line))));
  }

  /// Fluent Bit's parser `json` puts the members of the line beside its own.
  @Test
  void readsLinesThatAShipperHasParsed() throws IOException {
    assertReadWhole(lines(line -> "{\"date\":1764032100.001," + line.substring(1)));
  }

  /// OTLP as JSON (opentelemetry-proto, `examples/logs.json`).
  @Test
  void readsLogRecordsOfOpenTelemetry() throws IOException {
    String records =
        joined(
            line ->
                quoted("{'timeUnixNano':'1764032100001000000','body':{'stringValue':")
                    + text(line)
                    + "},\"attributes\":[]}");
    assertReadWhole(
        quoted(
                "{'resourceLogs':[{'resource':{'attributes':[]},'scopeLogs':[{'scope':{},'logRecords':[")
            + records
            + "]}]}]}");
  }

  @Test
  void saysOfALogRecordThatItsBodyIsNoText() throws IOException {
    assertNote(
        quoted("{'resourceLogs':[{'scopeLogs':[{'logRecords':[{'body':{'kvlistValue':{}}}]}]}]}"),
        "is a log record of OpenTelemetry whose body is no text");
  }

  /// A subscription's message in the event of a Lambda function, in a record of Kinesis, in what
  /// Firehose hands to a function, and in what it sends to an endpoint (Lambda's and Firehose's
  /// developer guides).
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'awslogs':{'data':DATA}}",
        "{'Records':[{'kinesis':{'kinesisSchemaVersion':'1.0','data':DATA},'eventSource':'aws:kinesis'}]}",
        "{'invocationId':'i','region':'us-east-1','records':[{'recordId':'r','data':DATA}]}",
        "{'requestId':'r','timestamp':1764032100001,'records':[{'data':DATA}]}"
      })
  void readsTheEnvelopesOfLambdaKinesisAndFirehose(String form) throws IOException {
    assertReadWhole(quoted(form).replace("DATA", text(subscription())));
  }

  /// An envelope in an envelope without end would be unpacked until the stack was full.
  @Test
  void unpacksEnvelopesToSomeDepthAlone() throws IOException {
    String inner = "{}";
    for (int i = 0; i < 8; i++) {
      inner =
          "{\"awslogs\":{\"data\":\""
              + Base64.getEncoder().encodeToString(inner.getBytes(StandardCharsets.UTF_8))
              + "\"}}";
    }
    assertNote(inner, "is in an envelope in an envelope, and so on");
  }

  /// A time and a message between blanks, as many viewers copy them.
  @ParameterizedTest
  @ValueSource(strings = {"2026-11-25 00:55:00 ", "2026-11-25 00:55:00,001 "})
  void readsTimesWithABlankBetween(String time) throws IOException {
    assertReadWhole(lines(line -> time + line));
  }

  /// Each was `is no audit event: it.stage is missing`, or that it is no JSON, line by line.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'eventVersion':'1.11','eventSource':'eks.amazonaws.com'} | of CloudTrail, which tells of calls to AWS and not to Kubernetes",
        "{'kind':'Event','apiVersion':'v1','reason':'Started'} | what kubectl get events prints, which tells of no request",
        "{'kind':'AdmissionReview','apiVersion':'admission.k8s.io/v1'} | an AdmissionReview, and no record of one",
        "{'type':'decision','schemaVersion':1} | a line of the guard's decision log: give it to --decisions",
        "PAR1xxxx | Parquet: ask it by SQL, or export it as JSON",
        "<!doctype html> | a page of HTML"
      })
  void namesWhatItDoesNotRead(String content, String what) throws IOException {
    assertNote(quoted(content), "is " + what);
  }

  /// The two logs were given the other way round.
  @Test
  void namesAuditEventsAmongTheDecisions() {
    ReportRun found = ReportRun.of("--decisions", ReportRun.AUDIT.toString());
    assertEquals(
        "is an audit event: give it to --audit",
        found.of("unreadable").getFirst().path("note").asString(""));
  }

  private String insights(String status) throws IOException {
    return quoted("{'queryLanguage':'CWLI','results':[")
        + joined(
            line ->
                quoted(
                        "[{'field':'@timestamp','value':'2026-11-25 00:55:00.001'},{'field':'@message','value':")
                    + text(line)
                    + quoted("},{'field':'@ptr','value':'x'}]"))
        + quoted("],'statistics':{'recordsMatched':76.0},'status':'" + status + "'}");
  }

  private static String subscription() throws IOException {
    String message =
        quoted("{'messageType':'DATA_MESSAGE','owner':'1','logEvents':[")
            + joined(
                line -> "{\"id\":\"1\",\"timestamp\":1764032100001,\"message\":" + text(line) + "}")
            + "]}";
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(compressed)) {
      gzip.write(message.getBytes(StandardCharsets.UTF_8));
    }
    return Base64.getEncoder().encodeToString(compressed.toByteArray());
  }

  private static String quoted(String json) {
    return json.replace('\'', '"');
  }

  private static String text(String content) {
    return JSON.writeValueAsString(content);
  }

  private static String joined(UnaryOperator<String> form) throws IOException {
    return audit().stream().map(form).collect(Collectors.joining(","));
  }

  private static String lines(UnaryOperator<String> form) throws IOException {
    return audit().stream().map(form).collect(Collectors.joining("\n"));
  }

  private static List<String> audit() throws IOException {
    return Files.readAllLines(ReportRun.AUDIT);
  }

  private void assertNote(String content, String note) throws IOException {
    ReportRun found = ReportRun.of("--audit", file(content).toString());
    assertEquals(note, found.of("unreadable").getLast().path("note").asString(""));
  }

  private void assertReadWhole(String content) throws IOException {
    ReportRun whole = ReportRun.of(ReportRun.DECISIONS, ReportRun.AUDIT);
    ReportRun found = ReportRun.of(ReportRun.DECISIONS, file(content));
    assertEquals("", found.run().err());
    assertEquals(whole.kinds(), found.kinds());
    assertEquals(whole.count("events"), found.count("events"));
  }

  private Path file(String content) throws IOException {
    return Files.writeString(directory.resolve("audit"), content);
  }
}
