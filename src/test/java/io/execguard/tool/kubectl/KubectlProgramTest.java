package io.execguard.tool.kubectl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.tool.kubectl.KubectlProgram.Run;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
final class KubectlProgramTest {
  @TempDir private Path directory;

  @Test
  void putsItsOptionsBeforeTheCommand() throws IOException {
    FakeKubectl fake = FakeKubectl.answering(directory, "*) ;;");
    assertEquals(
        new Run.Ended(0, "", ""),
        new KubectlProgram(fake.program(), List.of("--context=a b"), false)
            .run(List.of("get", "$(id)"), 10, soon(), _ -> {}));
    assertEquals(List.of(List.of("--context=a b", "get", "$(id)")), fake.asked());
  }

  @Test
  void tellsHowItEndedAndWhatItSaid() throws IOException {
    assertEquals(new Run.Ended(3, "out\n", "err\n"), run("*) echo out; echo err >&2; exit 3 ;;"));
  }

  /// Hostile: what is said on standard error without an end is dropped, not waited for.
  @Test
  void keepsOfItsComplaintsNoMoreThanOfItsOutput() throws IOException {
    assertEquals(
        new Run.Ended(0, "", "0".repeat(100)),
        run("*) head -c 1000000 /dev/zero | tr '\\0' 0 >&2 ;;"));
  }

  @Test
  void moreOutputThanIsReadIsNoAnswer() throws IOException {
    assertEquals(new Run.Failed("too-large"), run("*) head -c 101 /dev/zero ;;"));
  }

  /// A login program asks in the middle of a line, and waits: whoever sees the question when the
  /// line ends sees it never.
  @Test
  void aQuestionIsHeardBeforeItIsAnswered() throws Exception {
    FakeKubectl fake =
        FakeKubectl.answering(
            directory,
            "*) printf 'Code: ' >&2; until [ -e '"
                + directory
                + "/code' ]; do sleep 0.05; done ;;");
    CompletableFuture<String> heard = new CompletableFuture<>();
    CompletableFuture<Run> run =
        CompletableFuture.supplyAsync(
            () ->
                new KubectlProgram(fake.program(), List.of(), false)
                    .run(List.of(), 100, soon(), heard::complete));

    assertEquals("Code: ", heard.get(60, TimeUnit.SECONDS));
    assertTrue(directory.resolve("code").toFile().createNewFile());
    assertEquals(new Run.Ended(0, "", "Code: "), run.get(60, TimeUnit.SECONDS));
  }

  /// The attack: as much before an address that it came in two pieces, neither of which looked like
  /// one that holds a token.
  @Test
  void anAddressIsHeardInOnePiece() throws Exception {
    FakeKubectl fake =
        FakeKubectl.answering(
            directory,
            "*) printf 'failed: https://guard/v1/clusters/a/SEC' >&2; sleep 0.3; printf 'RET/sessions x'"
                + " >&2 ;;");
    List<String> heard = new CopyOnWriteArrayList<>();
    new KubectlProgram(fake.program(), List.of(), false).run(List.of(), 100, soon(), heard::add);
    assertTrue(heard.contains("https://guard/v1/clusters/a/SECRET/sessions x"), heard.toString());
  }

  private Run run(String arms) throws IOException {
    return new KubectlProgram(FakeKubectl.answering(directory, arms).program(), List.of(), false)
        .run(List.of("get"), 100, soon(), _ -> {});
  }

  private static Instant soon() {
    return Instant.now().plusSeconds(20);
  }
}
