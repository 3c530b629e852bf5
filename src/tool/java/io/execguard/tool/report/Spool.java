package io.execguard.tool.report;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/// What is known of each record until the audit events are read: on disk, for there may be
/// millions, in a file that only this user can read and that is gone afterwards.
final class Spool implements AutoCloseable {
  private final Path file;
  private final DataOutputStream output;

  Spool() throws IOException {
    file = Files.createTempFile("exec-guard-report-", ".spool");
    file.toFile().deleteOnExit();
    OutputStream compressed =
        new DeflaterOutputStream(
            Files.newOutputStream(file), new Deflater(Deflater.BEST_SPEED), 1 << 16);
    output = new DataOutputStream(new BufferedOutputStream(compressed, 1 << 16));
  }

  void add(Finding finding) {
    try {
      output.writeLong(finding.time().orElse(Instant.EPOCH).toEpochMilli());
      text(finding.who());
      text(finding.what());
      output.writeInt(finding.command().size());
      for (String argument : finding.command()) {
        text(argument);
      }
      text(finding.where());
      text(finding.note());
      text(finding.id());
      text(finding.place().source());
      output.writeLong(finding.place().line());
    } catch (IOException e) {
      throw problem("written", e);
    }
  }

  /// Hands over what was added, and takes nothing more.
  void each(Consumer<Finding> consumer) {
    try {
      output.close();
      InputStream inflated = new InflaterInputStream(Files.newInputStream(file));
      try (DataInputStream input =
          new DataInputStream(new BufferedInputStream(inflated, 1 << 16))) {
        for (Optional<Finding> next = next(input); next.isPresent(); next = next(input)) {
          consumer.accept(next.get());
        }
      }
    } catch (IOException e) {
      throw problem("read", e);
    }
  }

  private UncheckedIOException problem(String done, IOException cause) {
    return new UncheckedIOException("the temporary file " + file + " cannot be " + done, cause);
  }

  private static Optional<Finding> next(DataInputStream input) throws IOException {
    long time;
    try {
      time = input.readLong();
    } catch (EOFException _) {
      return Optional.empty();
    }
    String who = text(input);
    String what = text(input);
    int arguments = input.readInt();
    List<String> command = new ArrayList<>();
    for (int i = 0; i < arguments; i++) {
      command.add(text(input));
    }
    return Optional.of(
        new Finding(
            Kind.EVENT_MISSING,
            Optional.of(Instant.ofEpochMilli(time)),
            who,
            what,
            command,
            text(input),
            text(input),
            text(input),
            new Place(text(input), input.readLong())));
  }

  private void text(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    output.writeInt(bytes.length);
    output.write(bytes);
  }

  private static String text(DataInputStream input) throws IOException {
    return new String(input.readNBytes(input.readInt()), StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    try {
      output.close();
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw problem("deleted", e);
    }
  }
}
