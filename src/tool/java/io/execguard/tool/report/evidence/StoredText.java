package io.execguard.tool.report.evidence;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Texts and times as the report keeps them on disk.
final class StoredText {
  /// Before every time that an entry can have.
  private static final long NO_TIME = -1;

  private StoredText() {}

  static void write(String text, DataOutputStream output) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    output.writeInt(bytes.length);
    output.write(bytes);
  }

  static String read(DataInputStream input) throws IOException {
    return new String(input.readNBytes(input.readInt()), StandardCharsets.UTF_8);
  }

  static void write(List<String> texts, DataOutputStream output) throws IOException {
    output.writeInt(texts.size());
    for (String text : texts) {
      write(text, output);
    }
  }

  static List<String> readList(DataInputStream input) throws IOException {
    int size = input.readInt();
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      texts.add(read(input));
    }
    return texts;
  }

  static void write(Caller caller, DataOutputStream output) throws IOException {
    write(caller.session(), output);
    write(caller.arn(), output);
    write(caller.address(), output);
    write(caller.agent(), output);
  }

  static Caller readCaller(DataInputStream input) throws IOException {
    return new Caller(read(input), read(input), read(input), read(input));
  }

  static void write(Optional<Instant> time, DataOutputStream output) throws IOException {
    output.writeLong(time.map(Instant::getEpochSecond).orElse(NO_TIME));
    output.writeInt(time.map(Instant::getNano).orElse(0));
  }

  static Optional<Instant> readTime(DataInputStream input) throws IOException {
    long second = input.readLong();
    int nano = input.readInt();
    return second == NO_TIME ? Optional.empty() : Optional.of(Instant.ofEpochSecond(second, nano));
  }
}
