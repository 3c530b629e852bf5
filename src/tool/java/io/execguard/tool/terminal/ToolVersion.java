package io.execguard.tool.terminal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/// The tool's name and version, and the commit that it was built from, as the build wrote them
/// down.
public final class ToolVersion {
  /// Of 40: no two commits of a repository of this size share so many digits, and they can be
  /// typed.
  private static final int DIGITS = 12;

  private ToolVersion() {}

  /// As picocli asks for it.
  public static String[] lines() {
    return new String[] {text()};
  }

  /// Such as `exec-guard 1.2.3 (commit 0123456789ab)`.
  public static String text() {
    try (InputStream file =
        Objects.requireNonNull(
            ToolVersion.class.getResourceAsStream("/exec-guard/release.properties"))) {
      Properties release = new Properties();
      release.load(file);
      return text(release);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String text(Properties release) {
    return "exec-guard "
        + release.getProperty("version", "of an unknown version")
        + " ("
        + commit(release.getProperty("commit", "unknown"))
        + (Boolean.parseBoolean(release.getProperty("changed")) ? " and changes" : "")
        + ")";
  }

  /// A source archive has no commits; the build says `unknown` there.
  private static String commit(String id) {
    return id.length() < DIGITS ? "unknown commit" : "commit " + id.substring(0, DIGITS);
  }
}
