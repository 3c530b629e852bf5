package io.execguard.tool.report.read;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

/// Finds the entries of one source, whatever CloudWatch or kubectl has put around them: line by
/// line where each line stands for itself, so that one that cannot be read costs no other.
public final class SourceReader {
  /// As much of a source as is looked at to tell which it is.
  private static final int HEAD = 1 << 18;

  /// Bytes by which files of other kinds are known.
  private static final int MAGIC = 16;

  private static final byte[] UTF_8_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

  private SourceReader() {}

  /// Reads all entries of a source.
  ///
  /// @param input the source's bytes, compressed or not
  public static void read(InputStream input, String source, EntryHandler entries) {
    long line = 1;
    Optional<IOException> failure;
    try (DecompressedInput inflated = DecompressedInput.of(input)) {
      BufferedInputStream text = inflated.text();
      if (isUtf16(text)) {
        entries.unreadable(
            new Place(source, line), "is UTF-16, and so is this file: UTF-8 is read");
      } else if (other(text).isPresent()) {
        entries.unreadable(new Place(source, line), "is " + other(text).orElseThrow());
      } else if (CsvMessages.isTable(text)) {
        line = CsvMessages.read(text, source, entries);
      } else if (isOneDocument(text)) {
        EnvelopeReader.open(text, source, entries);
      } else {
        line = lines(new BoundedLineReader(text), source, entries);
      }
      failure = inflated.failure();
    } catch (IOException e) {
      failure = Optional.of(e);
    }
    Place end = new Place(source, line);
    failure.ifPresent(e -> entries.unreadable(end, Failure.of(e)));
  }

  /// Reads line by line.
  ///
  /// @return the number of the last line
  private static long lines(BoundedLineReader lines, String source, EntryHandler entries)
      throws IOException {
    for (byte[] line = lines.next(); line != null; line = lines.next()) {
      Place place = new Place(source, lines.number());
      if (lines.isCut()) {
        entries.unreadable(place, BoundedLineReader.TOO_LONG);
        continue;
      }
      LineFormat wrapping = LineFormat.of(line);
      switch (wrapping.kind()) {
        case MESSAGE -> entries.entry(wrapping.content(line), place);
        case PARCEL -> EnvelopeReader.open(wrapping.content(line), place, entries);
        case NOTHING -> {}
        case ASIDE -> entries.aside();
        case UNKNOWN -> entries.unreadable(place, "is no JSON");
      }
    }
    return lines.number();
  }

  /// What Windows puts before a text: of UTF-8 it is passed over.
  public static boolean isUtf16(BufferedInputStream text) throws IOException {
    text.mark(UTF_8_MARK.length);
    byte[] mark = text.readNBytes(UTF_8_MARK.length);
    if (!Arrays.equals(mark, UTF_8_MARK)) {
      text.reset();
    }
    return mark.length > 1
        && ((mark[0] == (byte) 0xff && mark[1] == (byte) 0xfe)
            || (mark[0] == (byte) 0xfe && mark[1] == (byte) 0xff));
  }

  private static Optional<String> other(BufferedInputStream text) throws IOException {
    text.mark(MAGIC);
    byte[] head = text.readNBytes(MAGIC);
    text.reset();
    return OtherFile.of(head);
  }

  /// Whether the text's first line is no longer than one may be.
  private static boolean isLine(BufferedInputStream text) throws IOException {
    text.mark(BoundedLineReader.LONGEST);
    byte[] line = text.readNBytes(BoundedLineReader.LONGEST - 1);
    text.reset();
    boolean ends = line.length < BoundedLineReader.LONGEST - 1;
    for (int i = HEAD; i < line.length && !ends; i++) {
      ends = line[i] == '\n';
    }
    return ends;
  }

  /// A value that goes on behind its first line, or a line without end that may be an envelope as
  /// long as the file. What is broken in its first line counts as lines.
  public static boolean isOneDocument(BufferedInputStream text) throws IOException {
    text.mark(HEAD);
    byte[] head = text.readNBytes(HEAD);
    text.reset();
    boolean hasLines = false;
    for (int i = 0; i < head.length && !hasLines; i++) {
      hasLines = head[i] == '\n';
    }
    if (!hasLines) {
      return head.length == HEAD
          && LineFormat.beginsJson(head)
          && !(LineFormat.beginsEvent(head) && isLine(text));
    }
    try (JsonParser parser = EnvelopeReader.JSON.createParser(ObjectReadContext.empty(), head)) {
      JsonToken first = parser.nextToken();
      if (first != JsonToken.START_OBJECT && first != JsonToken.START_ARRAY) {
        return false;
      }
      JsonToken second = parser.nextToken();
      return second != null && parser.currentTokenLocation().getLineNr() > 1;
    } catch (JacksonException _) {
      return false;
    }
  }
}
