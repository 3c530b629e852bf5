package io.execguard.admission;

import io.execguard.json.JsonWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/// The release that decides, as the build wrote it down.
///
/// @param version such as `1.2.3`
/// @param commit 12 digits of git's 40, and `-dirty` where files were changed since; `unknown`
///   where it was built without git
record Release(String version, String commit) {
  static final Release PRESENT = shipped();

  private static final String UNKNOWN = "unknown";

  /// As the tool's `--version` has them.
  private static final int DIGITS = 12;

  static Release of(Properties written) {
    return new Release(
        written.getProperty("version", UNKNOWN),
        commit(
            written.getProperty("commit", ""),
            Boolean.parseBoolean(written.getProperty("changed"))));
  }

  private static String commit(String id, boolean changed) {
    return id.matches("[0-9a-f]{40}")
        ? id.substring(0, DIGITS) + (changed ? "-dirty" : "")
        : UNKNOWN;
  }

  /// A function that cannot tell it decides all the same.
  private static Release shipped() {
    Properties written = new Properties();
    try (InputStream file = Release.class.getResourceAsStream("/exec-guard/release.properties")) {
      if (file != null) {
        written.load(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return of(written);
  }

  void write(JsonWriter json) {
    json.writeObjectPropertyStart("release");
    json.writeStringProperty("version", version);
    json.writeStringProperty("commit", commit);
    json.writeEndObject();
  }
}
