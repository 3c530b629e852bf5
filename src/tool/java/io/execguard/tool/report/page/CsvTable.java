package io.execguard.tool.report.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/// One file of `--output csv`, by RFC 4180: lines end in CR LF, and a field with a comma, a quote
/// or a line's end stands in quotes.
///
/// A spreadsheet takes a cell that begins with `=`, `+`, `-` or `@` for a formula, some of them
/// their full-width forms as well, and a person types what stands in a command: such a cell, and
/// one that begins with a tab or a line's end, has an apostrophe before it (OWASP, CSV Injection).
final class CsvTable implements AutoCloseable {
  private static final String FORMULA = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

  private final Path file;
  private final Writer out;

  CsvTable(Path file, List<String> head) {
    this.file = file;
    try {
      out = Files.newBufferedWriter(file);
      // Where the report is stopped half-way; of one that is made the folder has another name then.
      file.toFile().deleteOnExit();
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be written", e);
    }
    row(head);
  }

  void row(List<String> fields) {
    try {
      out.write(fields.stream().map(CsvTable::field).collect(Collectors.joining(",", "", "\r\n")));
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be written", e);
    }
  }

  private static String field(String text) {
    boolean isFormula = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0;
    String safe = isFormula ? "'" + text : text;
    return safe.chars().anyMatch(one -> ",\"\r\n".indexOf(one) >= 0)
        ? "\"" + safe.replace("\"", "\"\"") + "\""
        : safe;
  }

  @Override
  public void close() {
    try {
      out.close();
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be written", e);
    }
  }
}
