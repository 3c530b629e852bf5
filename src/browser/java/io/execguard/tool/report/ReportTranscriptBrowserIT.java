package io.execguard.tool.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.cluster.Eventually;
import io.execguard.testing.Function;
import io.execguard.testing.Rewriting;
import io.execguard.tool.CommandRun;
import io.execguard.tool.transcript.Recording;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// A transcript that the report's page has folded in, as an auditor's browser shows it.
@Tag("browser")
@ExtendWith(BrowserExtension.class)
class ReportTranscriptBrowserIT {
  private static final Path SEEN = Path.of("target/report/browser");

  /// Of the captured review with a terminal.
  private static final String SESSION = "a255e686-e46e-4a23-bd11-206b0ea36609";

  private static final List<String> HOSTILE =
      List.of(
          "<script>document.title = 'owned'</script>",
          "</pre></details></main><script>document.title = 'owned'</script>",
          "<img src=x onerror=\"document.title = 'owned'\">",
          "<style>body { display: none }</style>",
          "<!--",
          "&lt;b&gt;",
          "x".repeat(70));

  private static final String FOLD = "document.querySelector(\"details:has(pre)\")";

  private final Browser browser;

  @TempDir private Path directory;

  ReportTranscriptBrowserIT(Browser browser) {
    this.browser = browser;
  }

  @Test
  void theTranscriptIsFoldedAndOpensAtAClick() throws IOException {
    browser.open(page());
    assertFalse(browser.ask(FOLD + ".open").asBoolean(true));
    assertFalse(isShown());

    browser.ask("(summary => summary.click())(" + FOLD + ".querySelector('summary'))");
    assertTrue(browser.ask(FOLD + ".open").asBoolean(false));
    // The browser draws when it comes to it.
    Eventually.awaitThat("The transcript", Eventually.PATIENCE, this::isShown);
    browser.picture("details:has(pre)").write(SEEN.resolve("transcript.png"));
    browser.picture("body").write(SEEN.resolve("recorded.png"));
    assertEquals(List.of(), browser.inaccessible());
    int wide = browser.ask("document.documentElement.scrollWidth").asInt(-1);
    assertTrue(wide <= browser.ask("innerWidth").asInt(-1), "wide: " + wide);
  }

  private boolean isShown() {
    return browser
        .ask(FOLD + ".querySelector('pre').checkVisibility({contentVisibilityAuto: true})")
        .asBoolean(false);
  }

  /// Hostile: what a session showed is what an auditor's browser shows.
  @Test
  void aHostileTranscriptIsReadAndDoesNothing() throws IOException {
    Path page = page();
    browser.open(page);

    assertEquals(List.of(), browser.complaints());
    assertEquals(List.of(page.toUri().toString()), browser.requests());
    assertEquals("Exec Guard: report", browser.ask("document.title").asString(""));
    assertEquals(0, browser.ask("document.scripts.length").asInt(-1));
    assertEquals(0, browser.ask("document.querySelectorAll('img, main style').length").asInt(-1));
    assertEquals(HOSTILE, browser.texts("details pre").stream().flatMap(String::lines).toList());
    // The page goes on behind it.
    assertEquals(1, browser.texts("#file-1").size());
  }

  private Path page() throws IOException {
    Function function = Rewriting.sessionOnRecord("b255e686-e46e-4a23-bd11-206b0ea36609");
    Recording recording = new Recording(SESSION).begin("yes", "script", "'bash'");
    HOSTILE.forEach(line -> recording.out(line + "\r"));
    Path decisions = Files.write(directory.resolve("decisions.jsonl"), function.allLines());
    Path log = Files.write(directory.resolve("log"), recording.end(0).log());
    Path page = directory.resolve("report.html");
    CommandRun run =
        CommandRun.of(
            "report",
            "--decisions",
            decisions.toString(),
            "--transcripts",
            log.toString(),
            "--out",
            page.toString());
    assertTrue(run.code() <= 1, run.err());
    return page;
  }
}
