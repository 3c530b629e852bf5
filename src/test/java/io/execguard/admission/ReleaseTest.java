package io.execguard.admission;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.StringReader;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the build writes down, as each record says it.
final class ReleaseTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "version=1.2.3 commit=0123456789abcdef0123456789abcdef01234567 changed=false | 1.2.3 0123456789ab",
        "version=1.2.3 commit=0123456789abcdef0123456789abcdef01234567 changed=true | 1.2.3 0123456789ab-dirty",
        "version=1.2.3 commit=unknown changed=false | 1.2.3 unknown",
        "changed=true | unknown unknown",
      })
  void tellsVersionAndCommit(String written, String said) throws IOException {
    Properties release = new Properties();
    release.load(new StringReader(written.replace(' ', '\n')));
    assertEquals(said, Release.of(release).version() + " " + Release.of(release).commit());
  }

  /// Copied as it is, the file would have each record say `${project.version}`.
  @Test
  void theBuildFillsInTheVersion() {
    assertEquals(
        "",
        Release.PRESENT.version().replaceFirst("^[0-9]+\\.[0-9]+\\.[0-9]+(-[A-Za-z0-9]+)?$", ""));
  }
}
