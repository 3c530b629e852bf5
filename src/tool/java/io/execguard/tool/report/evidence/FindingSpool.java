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
import java.util.function.Consumer;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/// Findings that wait until all is read that can still take them back: on disk, for there may be
/// millions, in a file that only this user can read and that is gone afterwards.
public final class FindingSpool implements AutoCloseable {
  private static final int MORE = 1;

  /// Before every time that an entry can have.
  private static final long NO_TIME = -1;

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

  /// Adds a finding, of which nothing is known yet that it led to.
  void add(SpooledFinding spooled) {
    Finding finding = spooled.finding();
    try {
      output.writeByte(MORE);
      text(finding.kind().name());
      text(spooled.attemptKey());
      output.writeLong(spooled.request().high());
      output.writeLong(spooled.request().low());
      output.writeBoolean(spooled.inPod());
      output.writeLong(finding.time().map(Instant::getEpochSecond).orElse(NO_TIME));
      output.writeInt(finding.time().map(Instant::getNano).orElse(0));
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

  /// Hands over what was added, as often as somebody asks, and takes nothing more.
  public void each(Consumer<SpooledFinding> consumer) {
    try {
      output.close();
      InputStream inflated = new InflaterInputStream(Files.newInputStream(file));
      try (DataInputStream input =
          new DataInputStream(new BufferedInputStream(inflated, 1 << 16))) {
        while (input.read() == MORE) {
          Kind kind = Kind.valueOf(text(input));
          String attemptKey = text(input);
          Digest128 request = new Digest128(input.readLong(), input.readLong());
          boolean inPod = input.readBoolean();
          consumer.accept(new SpooledFinding(finding(kind, input), attemptKey, request, inPod));
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
    long second = input.readLong();
    Instant time = Instant.ofEpochSecond(Math.max(0, second), input.readInt());
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
        second == NO_TIME ? Optional.empty() : Optional.of(time),
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
