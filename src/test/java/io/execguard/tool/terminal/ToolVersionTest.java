package io.execguard.tool.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.StringReader;
import java.util.Properties;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the build writes down, as `--version` and the report's page say it.
final class ToolVersionTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "version=1.2.3 commit=0123456789abcdef0123456789abcdef01234567 changed=false | exec-guard 1.2.3 (commit 0123456789ab)",
        "version=1.2.3 commit=0123456789abcdef0123456789abcdef01234567 changed=true | exec-guard 1.2.3 (commit 0123456789ab and changes)",
        "version=1.2.3 commit=unknown changed=false | exec-guard 1.2.3 (unknown commit)",
        "changed=false | exec-guard of an unknown version (unknown commit)",
      })
  void tellsVersionAndCommit(String written, String said) throws IOException {
    Properties release = new Properties();
    release.load(new StringReader(written.replace(' ', '\n')));
    assertEquals(said, ToolVersion.text(release));
  }
}
