package io.execguard.tool;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What the tests of the scripts of `infra/` share that stop one, or answer its question: a team's
/// site on a machine of its own.
// In a thread of its own: a read that nothing answers cannot be interrupted.
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class TeamScripts {
  static final String NEW = " --name production --region eu-central-1";

  @TempDir private Path directory;
  ScriptedSite team;

  @BeforeEach
  void makeASiteAndAMachine() throws IOException {
    team = new ScriptedSite(directory);
  }

  @AfterEach
  void close() throws IOException {
    team.close();
  }
}
