package io.execguard.tool.transcript;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Writes a session as the recorder writes it into a container's log, each line with its time.
public final class Recording {
  static final String SESSION = "0f8fad5b-d9cb-469f-a165-70867728950e";
  static final Instant BEGIN = Instant.parse("2026-11-25T10:00:00.123456789Z");

  private static final Path CAPTURED = Path.of("src/test/resources/transcripts");

  /// Of a line, so that with what stands before it there are 4,096 bytes at most.
  private static final int LONGEST = 3_900;

  /// A line of the log.
  ///
  /// @param latin its bytes without the line feed, a character each
  record Entry(Instant time, String latin) {
    String string() {
      return new String(bytes(), StandardCharsets.UTF_8);
    }

    byte[] bytes() {
      return latin.getBytes(StandardCharsets.ISO_8859_1);
    }
  }

  private final String session;
  private final List<Entry> entries = new ArrayList<>();
  private Instant time = BEGIN;
  private long bytes;
  private int number;

  public Recording(String session) {
    this.session = session;
  }

  /// What a real program showed, in a session that ran `bash`.
  static Recording of(String captured, int exit) throws IOException {
    Recording recording = new Recording(SESSION).begin("yes", "script", "'bash'");
    byte[] all = Files.readAllBytes(CAPTURED.resolve(captured + ".bytes"));
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int at = 0;
    for (String read : Files.readAllLines(CAPTURED.resolve(captured + ".times"))) {
      String[] words = read.split(" ", -1);
      recording.after(Duration.ofNanos((long) (Double.parseDouble(words[0]) * 1e9)));
      for (int end = at + Integer.parseInt(words[1]); at < end; at++) {
        if (all[at] == '\n') {
          recording.bytes("out", line.toByteArray());
          line.reset();
        } else {
          line.write(all[at]);
        }
      }
      if (line.size() > 0) {
        recording.bytes("out+", line.toByteArray());
        line.reset();
      }
    }
    return recording.end(exit);
  }

  Recording after(Duration sinceBegin) {
    time = BEGIN.plus(sinceBegin);
    return this;
  }

  public Recording begin(String tty, String by, String command) {
    return line(
        "begin", "v=1 tty=" + tty + " by=" + by + " container-user=1000 command=" + command);
  }

  /// What the session showed, in lines that end.
  public Recording out(String text) {
    bytes("out", text.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  /// What does not end a line.
  Recording part(String text) {
    bytes("out+", text.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  void bytes(String kind, byte[] text) {
    int from = 0;
    while (text.length - from > LONGEST) {
      bytes += LONGEST;
      add("out+", Arrays.copyOfRange(text, from, from + LONGEST));
      from += LONGEST;
    }
    bytes += text.length - from + (kind.equals("out") ? 1 : 0);
    add(kind, Arrays.copyOfRange(text, from, text.length));
  }

  Recording line(String kind, String text) {
    add(kind, text.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  public Recording end(int exit) {
    return line("end", "exit=" + exit + " bytes=" + bytes);
  }

  private void add(String kind, byte[] text) {
    number++;
    byte[] head =
        "exec-guard session=%s n=%d %s "
            .formatted(session, number, kind)
            .getBytes(StandardCharsets.UTF_8);
    byte[] line = Arrays.copyOf(head, head.length + text.length);
    System.arraycopy(text, 0, line, head.length, text.length);
    entries.add(new Entry(time, new String(line, StandardCharsets.ISO_8859_1)));
  }

  List<Entry> entries() {
    return entries;
  }

  /// As `kubectl logs` prints it.
  public byte[] log() {
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    entries.forEach(
        entry -> {
          log.writeBytes(entry.bytes());
          log.write('\n');
        });
    return log.toByteArray();
  }

  /// As `kubectl logs --timestamps` prints it; with a stream's name as the node's files have it.
  public byte[] timed(String mark) {
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    entries.forEach(
        entry -> {
          log.writeBytes((entry.time() + " " + mark).getBytes(StandardCharsets.UTF_8));
          log.writeBytes(entry.bytes());
          log.write('\n');
        });
    return log.toByteArray();
  }
}
