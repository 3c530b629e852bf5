package io.execguard.testing;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Holds lines of the log against `schemas/record.schema.json`. Every test that makes a record
/// sends it through here.
public final class RecordSchema {
  private static final int LONGEST = 64 << 10;

  private static final Pattern RELEASE =
      Pattern.compile(",\"release\":\\{\"version\":\"[^\"]+\",\"commit\":\"[^\"]+\"}}$");

  private static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(read(Path.of("schemas/record.schema.json")), InputFormat.JSON);

  private RecordSchema() {}

  /// Returns the line.
  ///
  /// @throws AssertionError where it is no line of the log
  public static String requireValid(String line) {
    if (line.contains("\n")) {
      throw new AssertionError("a record is one line: " + line);
    }
    if (line.getBytes(StandardCharsets.UTF_8).length > LONGEST
        && line.contains("\"type\":\"decision\"")) {
      throw new AssertionError("a record has at most 64 KiB, this has " + line.length());
    }
    var errors = SCHEMA.validate(line, InputFormat.JSON);
    if (!errors.isEmpty()) {
      throw new AssertionError(errors + " in " + line);
    }
    return line;
  }

  /// A valid line without the release that wrote it, which is another with each commit.
  ///
  /// @throws AssertionError where the line does not end with one
  public static String withoutRelease(String line) {
    Matcher matcher = RELEASE.matcher(line);
    if (!matcher.find()) {
      throw new AssertionError("no release at its end: " + line);
    }
    return line.substring(0, matcher.start()) + "}";
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
