package io.execguard.tool.report.read;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The column of messages in what the console of CloudWatch saves as CSV (RFC 4180): log events, or
/// the rows of Logs Insights.
final class CsvMessages {
  /// As much as the names of all columns of a query take.
  private static final int HEAD = 1 << 12;

  private static final String NO_HEAD =
      "is the head of a table whose quotes or lines do not end, and so is this file: nothing of it was read";

  private final BufferedInputStream text;
  private final ByteArrayOutputStream field = new ByteArrayOutputStream();
  private long line = 1;
  private int next;

  private CsvMessages(BufferedInputStream text) {
    this.text = text;
  }

  /// Whether the first line names columns, one of them that of messages.
  static boolean isTable(BufferedInputStream text) throws IOException {
    text.mark(HEAD);
    String head = new String(text.readNBytes(HEAD), StandardCharsets.ISO_8859_1);
    text.reset();
    String names = head.lines().findFirst().orElse("");
    return names.indexOf('{') < 0
        && column(List.of(names.replace("\"", "").split(",", -1))).isPresent()
        && names.indexOf(',') >= 0;
  }

  /// Reads all rows.
  ///
  /// @return the number of the last line
  static long read(BufferedInputStream text, String source, EntryHandler entries)
      throws IOException {
    CsvMessages table = new CsvMessages(text);
    Optional<Integer> found = column(table.row().stream().map(CsvMessages::utf8).toList());
    if (found.isEmpty()) {
      entries.unreadable(new Place(source, 1), NO_HEAD);
      return table.line;
    }
    int column = found.get();
    long rows = 0;
    while (table.next >= 0) {
      Place place = new Place(source, table.line);
      List<byte[]> row = table.row();
      if (row.size() > column) {
        rows++;
        EnvelopeReader.message(row.get(column), place, entries);
      } else if (row.size() > 1 || row.getFirst().length > 0) {
        entries.unreadable(place, InsightsResults.NO_MESSAGE);
      }
    }
    if (InsightsResults.isFull(rows)) {
      entries.unreadable(new Place(source, table.line), InsightsResults.FULL);
    }
    return table.line;
  }

  private static Optional<Integer> column(List<String> names) {
    return names.stream()
        .filter(name -> InsightsResults.MESSAGE.contains(name.strip()))
        .findFirst()
        .map(names::indexOf);
  }

  private static String utf8(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /// What is beyond the limit of a line is no field any more.
  private List<byte[]> row() throws IOException {
    List<byte[]> fields = new ArrayList<>();
    do {
      fields.add(field());
    } while (next == ',');
    return fields;
  }

  private byte[] field() throws IOException {
    field.reset();
    boolean quoted = false;
    boolean closed = false;
    for (next = text.read(); next >= 0; next = text.read()) {
      if (next == '\n') {
        line++;
      }
      if (next == '"') {
        if (closed) {
          field.write('"'); // two in quotes are one
        }
        closed = quoted;
        quoted = !quoted;
      } else if (!quoted && (next == ',' || next == '\n')) {
        break;
      } else if ((quoted || next != '\r') && field.size() < BoundedLineReader.LONGEST) {
        field.write(next);
      }
    }
    return field.toByteArray();
  }
}
