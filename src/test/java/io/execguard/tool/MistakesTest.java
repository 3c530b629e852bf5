package io.execguard.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.tool.terminal.ExitCodes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each mistake of `mistakes.txt` is told in one sentence that has the mend, with exit code 2, and
/// nothing is half done.
@Timeout(300)
class MistakesTest {
  private static final int FIFTY = 50;

  @TempDir private Path directory;

  static List<Mistake> all() throws IOException {
    return Mistake.all();
  }

  @Test
  void thereAreFiftyAndMore() throws IOException {
    List<Mistake> all = all();
    assertTrue(all.stream().filter(Mistake::isOfScript).count() > 30, "of scripts");
    assertTrue(all.stream().filter(mistake -> !mistake.isOfScript()).count() > 30, "of the tool");
    assertTrue(all.size() >= FIFTY, "in all");
    assertEquals(all.size(), new HashSet<>(all.stream().map(Mistake::title).toList()).size());
  }

  @ParameterizedTest
  @MethodSource("all")
  void isToldInOneSentenceAndNothingIsHalfDone(Mistake mistake) throws Exception {
    Path folder = Files.createDirectory(directory.resolve("team"));
    assertEquals(0, CommandRun.of("init", folder.resolve("site").toString()).code());
    try (Scripts scripts = new Scripts(Files.createDirectory(directory.resolve("machine")))) {
      mistake.arrange(folder, scripts);
      Map<String, String> before = Mistake.contents(folder);
      List<String> words = mistake.words(folder);
      CommandRun run =
          mistake.isOfScript() ? scripts.run(words) : CommandRun.of(words.subList(1, words.size()));

      assertEquals(ExitCodes.MISTAKE, run.code(), run.toString());
      List<String> said = run.err().lines().toList();
      assertEquals(1, said.size(), run.toString());
      String speaker = words.getFirst().replaceFirst("infra/", "");
      assertTrue(said.getFirst().matches("(exec-guard|" + speaker + "): .*"), run.toString());
      assertTrue(said.getFirst().contains(mistake.sentence(folder)), run.toString());
      assertTrue(mistake.isOfScript() || run.out().isEmpty(), run.toString());
      assertEquals(before, Mistake.contents(folder));
      assertEquals(Map.of(), Mistake.contents(scripts.temporary()));
      assertEquals(List.of(), scripts.calls().stream().filter(Scripts::changes).toList());
      assertFalse(Files.exists(scripts.fakes().resolve("unexpected")), scripts.calls().toString());
    }
  }
}
