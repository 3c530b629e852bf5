package io.execguard.tool.report.evidence;

import io.execguard.tool.report.read.Place;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/// Findings that wait until all is read that can still take them back: on disk, for there may be
/// millions.
public final class FindingSpool {
  private static final int MORE = 1;

  private final SpillFile file;
  private final DataOutputStream output;

  public FindingSpool(SpillFolder spill) {
    file = spill.open();
    output =
        new DataOutputStream(
            new BufferedOutputStream(
                new DeflaterOutputStream(file.output(), new Deflater(Deflater.BEST_SPEED), 1 << 16),
                1 << 16));
  }

  /// Adds a finding, of which nothing is known yet that it led to.
  void add(SpooledFinding spooled) {
    Finding finding = spooled.finding();
    try {
      output.writeByte(MORE);
      StoredText.write(finding.kind().name(), output);
      StoredText.write(spooled.attemptKey(), output);
      output.writeLong(spooled.request().high());
      output.writeLong(spooled.request().low());
      output.writeBoolean(spooled.inPod());
      StoredText.write(finding.time(), output);
      StoredText.write(finding.who(), output);
      StoredText.write(finding.caller(), output);
      StoredText.write(finding.what(), output);
      StoredText.write(finding.command(), output);
      StoredText.write(finding.where(), output);
      StoredText.write(finding.note(), output);
      StoredText.write(finding.id(), output);
      StoredText.write(finding.place().source(), output);
      output.writeLong(finding.place().line());
    } catch (IOException e) {
      throw new UncheckedIOException("a finding cannot be kept", e);
    }
  }

  /// Hands over what was added, as often as somebody asks, and takes nothing more.
  public void each(Consumer<SpooledFinding> consumer) {
    try {
      output.close();
      InputStream inflated = new InflaterInputStream(file.input());
      try (DataInputStream input =
          new DataInputStream(new BufferedInputStream(inflated, 1 << 16))) {
        while (input.read() == MORE) {
          Kind kind = Kind.valueOf(StoredText.read(input));
          String attemptKey = StoredText.read(input);
          Digest128 request = new Digest128(input.readLong(), input.readLong());
          boolean inPod = input.readBoolean();
          consumer.accept(new SpooledFinding(finding(kind, input), attemptKey, request, inPod));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("findings that were kept cannot be read", e);
    }
  }

  private static Finding finding(Kind kind, DataInputStream input) throws IOException {
    return new Finding(
        kind,
        StoredText.readTime(input),
        StoredText.read(input),
        StoredText.readCaller(input),
        StoredText.read(input),
        StoredText.readList(input),
        StoredText.read(input),
        StoredText.read(input),
        StoredText.read(input),
        new Place(StoredText.read(input), input.readLong()));
  }
}
