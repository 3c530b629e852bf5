package io.execguard.tool.report.evidence;

import io.execguard.tool.report.read.Place;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
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
import java.util.function.BiConsumer;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/// Findings that wait until all is read that can still take them back: on disk, for there may be
/// millions, in a file that only this user can read and that is gone afterwards.
public final class FindingSpool implements AutoCloseable {
  private static final int MORE = 1;

  private final Path file;
  private final DataOutputStream output;

  public FindingSpool() throws IOException {
    file = Files.createTempFile("exec-guard-report-", ".spool");
    file.toFile().deleteOnExit();
    OutputStream compressed =
        new DeflaterOutputStream(
            Files.newOutputStream(file), new Deflater(Deflater.BEST_SPEED), 1 << 16);
    output = new DataOutputStream(new BufferedOutputStream(compressed, 1 << 16));
  }

  /// Adds a finding.
  ///
  /// @param attemptKey handed back with it
  void add(Finding finding, String attemptKey) {
    try {
      output.writeByte(MORE);
      text(finding.kind().name());
      text(attemptKey);
      output.writeLong(finding.time().orElse(Instant.EPOCH).toEpochMilli());
      text(finding.who());
      caller(finding.caller());
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
  public void each(BiConsumer<Finding, String> consumer) {
    try {
      output.close();
      InputStream inflated = new InflaterInputStream(Files.newInputStream(file));
      try (DataInputStream input =
          new DataInputStream(new BufferedInputStream(inflated, 1 << 16))) {
        while (input.read() == MORE) {
          Kind kind = Kind.valueOf(text(input));
          String attemptKey = text(input);
          consumer.accept(finding(kind, input), attemptKey);
        }
      }
    } catch (IOException e) {
      throw problem("read", e);
    }
  }

  private UncheckedIOException problem(String done, IOException cause) {
    return new UncheckedIOException("the temporary file " + file + " cannot be " + done, cause);
  }

  private static Finding finding(Kind kind, DataInputStream input) throws IOException {
    long time = input.readLong();
    String who = text(input);
    Caller caller = new Caller(text(input), text(input), text(input), text(input));
    String what = text(input);
    int arguments = input.readInt();
    List<String> command = new ArrayList<>();
    for (int i = 0; i < arguments; i++) {
      command.add(text(input));
    }
    return new Finding(
        kind,
        Optional.of(Instant.ofEpochMilli(time)),
        who,
        caller,
        what,
        command,
        text(input),
        text(input),
        text(input),
        new Place(text(input), input.readLong()));
  }

  private void caller(Caller caller) throws IOException {
    text(caller.session());
    text(caller.arn());
    text(caller.address());
    text(caller.agent());
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
      try {
        output.close();
      } finally {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw problem("closed", e);
    }
  }
}
