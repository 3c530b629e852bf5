package io.execguard.tool.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.tool.CommandRun;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// What the first screen leads to is folded in, in a real browser.
@Tag("browser")
@ExtendWith(BrowserExtension.class)
class ReportFoldsBrowserIT {
  private static final String PEOPLE = "document.querySelectorAll('.first table')[1]";
  private static final String NAMESPACES = "document.querySelectorAll('.first table')[2]";

  @TempDir private Path directory;

  private final Browser browser;

  ReportFoldsBrowserIT(Browser browser) {
    this.browser = browser;
  }

  /// The link led to a fold that was closed, and looked as if it led to nothing.
  @Test
  void aNameOpensWhatThePersonDid() {
    open();
    follow(PEOPLE + ".rows[2].cells[0].querySelector('a')");
    assertEquals(
        List.of("jane: 10 actions, 2026-11-26 13:56:00 to 2026-11-26 13:56:12 UTC"),
        browser.texts("details[open] > summary"));
    int top =
        browser
            .ask("document.querySelector('details[open]').getBoundingClientRect().top")
            .asInt(-1);
    assertTrue(top >= 0 && top < 200, "its summary is seen at " + top);
  }

  @Test
  void aNamespaceLeadsToItsPods() {
    open();
    follow(NAMESPACES + ".rows[1].cells[0].querySelector('a')");
    int top =
        browser.ask("document.querySelector(':target').getBoundingClientRect().top").asInt(-1);
    assertEquals(List.of("production"), browser.texts(":target"));
    assertTrue(top >= 0 && top < 200, "it is seen at " + top);
  }

  @Test
  void whatIsOpenBreaksNoRuleOfAccessibility() {
    open();
    browser.ask("[...document.querySelectorAll('details')].forEach(fold => fold.open = true)");
    assertEquals(List.of(), browser.inaccessible());
  }

  private void follow(String link) {
    browser.ask("(%s).click()".formatted(link));
  }

  private void open() {
    Path page = directory.resolve("report.html");
    CommandRun run =
        CommandRun.of(
            Stream.concat(
                    Stream.of("report", "--out", page.toString()),
                    CapturedDay.question(CapturedDay.DECISIONS, CapturedDay.AUDIT).stream())
                .toList());
    assertEquals(1, run.code(), run.err());
    browser.open(page);
  }
}
