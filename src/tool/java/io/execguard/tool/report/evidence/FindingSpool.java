package io.execguard.tool.report.evidence;

import io.execguard.tool.report.read.Place;
import io.execguard.tool.report.read.WorkAhead;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/// Findings that wait until all is read that can still take them back: on disk, for there may be
/// millions. They are written and read in blocks, each compressed by itself, so that other
/// processors can do that.
public final class FindingSpool {
  private final SpillFile file;
  private final WorkAhead<byte[]> written = new WorkAhead<>(this::write);
  private List<SpooledFinding> findings = new ArrayList<>();
  private long size;
  private long blocks;

  public FindingSpool(SpillFolder spill) {
    file = spill.open();
  }

  /// Adds a finding, of which nothing is known yet that it led to.
  void add(SpooledFinding spooled) {
    findings.add(spooled);
    size += spooled.finding().size();
    if (size >= WorkAhead.PIECE) {
      give();
    }
  }

  private void give() {
    List<SpooledFinding> some = findings;
    long about = size;
    written.give(() -> block(some, about), about);
    findings = new ArrayList<>();
    size = 0;
  }

  private void write(byte[] block) {
    file.append(ByteBuffer.wrap(block));
    blocks++;
  }

  /// Hands over what was added, as often as somebody asks, and takes nothing more.
  public void each(Consumer<SpooledFinding> consumer) {
    if (!findings.isEmpty()) {
      give();
    }
    written.finish();
    WorkAhead<List<SpooledFinding>> read = new WorkAhead<>(some -> some.forEach(consumer));
    try (DataInputStream input =
        new DataInputStream(new BufferedInputStream(file.input(), 1 << 16))) {
      for (long i = 0; i < blocks; i++) {
        long about = input.readLong();
        byte[] block = new byte[input.readInt()];
        input.readFully(block);
        read.give(() -> findings(block), Math.max(WorkAhead.PIECE, about));
      }
      read.finish();
    } catch (IOException e) {
      throw unread(e);
    }
  }

  private static UncheckedIOException unread(IOException cause) {
    return new UncheckedIOException("findings that were kept cannot be read", cause);
  }

  /// Begins with what its findings take in memory, and with its own length: compressed, a long
  /// command takes little.
  private static byte[] block(List<SpooledFinding> findings, long size) {
    byte[] compressed = compressed(findings);
    return ByteBuffer.allocate(Long.BYTES + Integer.BYTES + compressed.length)
        .putLong(size)
        .putInt(compressed.length)
        .put(compressed)
        .array();
  }

  private static byte[] compressed(List<SpooledFinding> findings) {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    Deflater deflater = new Deflater(Deflater.BEST_SPEED);
    try (DataOutputStream output =
        new DataOutputStream(
            new BufferedOutputStream(new DeflaterOutputStream(block, deflater), 1 << 13))) {
      output.writeInt(findings.size());
      for (SpooledFinding spooled : findings) {
        write(spooled, output);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a finding cannot be kept", e);
    } finally {
      deflater.end();
    }
    return block.toByteArray();
  }

  private static void write(SpooledFinding spooled, DataOutputStream output) throws IOException {
    Finding finding = spooled.finding();
    StoredText.write(finding.kind().name(), output);
    StoredText.write(spooled.attemptKey(), output);
    output.writeLong(spooled.request().high());
    output.writeLong(spooled.request().low());
    StoredText.write(spooled.countedAs().name(), output);
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
  }

  private static List<SpooledFinding> findings(byte[] block) {
    try (DataInputStream input =
        new DataInputStream(
            new BufferedInputStream(
                new InflaterInputStream(new ByteArrayInputStream(block)), 1 << 13))) {
      int size = input.readInt();
      List<SpooledFinding> findings = new ArrayList<>(size);
      for (int i = 0; i < size; i++) {
        findings.add(read(input));
      }
      return findings;
    } catch (IOException e) {
      throw unread(e);
    }
  }

  private static SpooledFinding read(DataInputStream input) throws IOException {
    Kind kind = Kind.valueOf(StoredText.read(input));
    String attemptKey = StoredText.read(input);
    Digest128 request = new Digest128(input.readLong(), input.readLong());
    CountedAs countedAs = CountedAs.valueOf(StoredText.read(input));
    return new SpooledFinding(finding(kind, input), attemptKey, request, countedAs);
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
