package io.execguard.tool.transcript;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.execguard.tool.CommandRun;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/// One session in all the forms in which a container's log is handed on.
public class TranscriptFormsTest {
  private static final JsonMapper JSON = JsonMapper.shared();

  @TempDir private Path directory;

  static Stream<Arguments> forms() throws IOException {
    Recording session = Recording.of("bash", 7);
    return Stream.of(
        form("kubectl logs", session.log()),
        form("kubectl logs --timestamps", session.timed("")),
        form("kubectl logs --prefix", lines(session, entry -> "[pod/web-1/web] " + entry.string())),
        form("CRI", session.timed("stdout F ")),
        form("CRI in parts", lines(session, TranscriptFormsTest::parts)),
        form("gzip", gzip(session.timed("stdout F "))),
        form("Docker", lines(session, entry -> docker(entry))),
        form("Container Insights", lines(session, entry -> insights(entry))),
        form("Container Insights from S3", lines(session, e -> e.time() + " " + insights(e))),
        form(
            "aws logs tail",
            lines(session, e -> e.time() + " web_production_web-0.log " + e.string())),
        form("filter-log-events", bytes("{\n \"events\": [" + events(session) + "]\n}\n")),
        form(
            "subscription",
            bytes("{\"messageType\":\"DATA_MESSAGE\",\"logEvents\":[" + events(session) + "]}\n")),
        form("CloudWatch of raw CRI lines", lines(session, entry -> cri(entry))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("forms")
  void showsTheSameAsOfThePlainLog(String name, byte[] log) throws IOException {
    CommandRun plain = TranscriptRun.of(directory, Recording.of("bash", 7).log());
    CommandRun run = TranscriptRun.of(directory, log);
    run.assertDone();
    assertEquals(shown(plain), shown(run), name);
  }

  private static String shown(CommandRun run) {
    return run.out().substring(run.out().indexOf("-----"));
  }

  private static Arguments form(String name, byte[] log) {
    return Arguments.of(name, log);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] lines(Recording session, Function<Recording.Entry, String> line) {
    return bytes(session.entries().stream().map(line).collect(Collectors.joining("\n")) + "\n");
  }

  private static String parts(Recording.Entry entry) {
    String text = entry.string();
    String time = Instant.ofEpochSecond(entry.time().getEpochSecond()) + "";
    return time
        + " stdout P "
        + text.substring(0, 30)
        + "\n"
        + time
        + " stdout F "
        + text.substring(30);
  }

  private static String docker(Recording.Entry entry) {
    return "{\"log\":%s,\"stream\":\"stdout\",\"time\":\"%s\"}"
        .formatted(JSON.writeValueAsString(entry.string() + "\n"), entry.time());
  }

  private static String insights(Recording.Entry entry) {
    return "{\"time\":\"%s\",\"stream\":\"stdout\",\"_p\":\"F\",\"log\":%s,\"kubernetes\":{\"pod_name\":\"web\"}}"
        .formatted(entry.time(), JSON.writeValueAsString(entry.string()));
  }

  private static String event(Recording.Entry entry, String message) {
    return "{\"timestamp\":%d,\"message\":%s,\"eventId\":\"1\"}"
        .formatted(entry.time().toEpochMilli(), JSON.writeValueAsString(message));
  }

  private static String events(Recording session) {
    return session.entries().stream()
        .map(entry -> event(entry, insights(entry)))
        .collect(Collectors.joining(",\n"));
  }

  private static String cri(Recording.Entry entry) {
    return event(entry, entry.time() + " stdout F " + entry.string());
  }

  public static byte[] gzip(byte[] text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text);
    }
    return bytes.toByteArray();
  }
}
