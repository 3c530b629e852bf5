package io.execguard.tool.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.execguard.testing.Function;
import io.execguard.testing.Policies;
import io.execguard.testing.Reviews;
import io.execguard.tool.CommandRun;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The report's page as an auditor's browser shows and prints it: that of a run against a real API
/// server (`src/test/resources/report`), and one with hostile command lines. What it looked like is
/// in `target/report/browser` afterwards.
@Tag("browser")
@ExtendWith(BrowserExtension.class)
class ReportBrowserIT {
  private static final Path RUN = Path.of("src/test/resources/report");
  private static final Path SEEN = Path.of("target/report/browser");

  /// Typed as arguments of a command.
  private static final List<String> HOSTILE =
      List.of(
          "<script>document.title = 'owned'</script>",
          "</code></td></table></style><script>document.title = 'owned'</script>",
          "<img src=x onerror=\"document.title = 'owned'\">",
          "<svg onload=alert(1)>",
          "\"><a href=\"javascript:alert(1)\">x</a>",
          "<!--",
          "]]>",
          "&lt;b&gt;");

  /// The brightness of two patterns' swatches differs by this much at least, of 255: about the
  /// difference of two neighbouring squares of a grey scale in ten steps.
  private static final double TELLS_APART = 25;

  private final Browser browser;

  @TempDir private Path directory;

  ReportBrowserIT(Browser browser) {
    this.browser = browser;
  }

  @Test
  void thePageAsksForNothingAndWorksWithoutANetwork() throws IOException {
    Path page = page();
    browser.unplug();
    browser.open(page);
    assertEquals(List.of(page.toUri().toString()), browser.requests());
    assertEquals(List.of(), browser.complaints());
    assertEquals("Exec Guard: report", browser.ask("document.title").asString(""));
    assertEquals(
        List.of("Bypass: past the guard: 1"),
        browser.texts("#bypass"),
        "the chapter is there to be read");
    browser.picture("body").write(SEEN.resolve("screen.png"));
  }

  /// What the test above looks for is seen where it is: by a page that asks, once with the report's
  /// own policy in its head, and once without.
  @Test
  void thePolicyInItsHeadKeepsAPageFromAsking() throws IOException {
    AtomicInteger asked = new AtomicInteger();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          asked.incrementAndGet();
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
    try {
      String image =
          "<img src=\"http://127.0.0.1:%d/x.png\">".formatted(server.getAddress().getPort());
      String asking = Files.readString(page()).replace("<main>", "<main>" + image);
      browser.open(Files.writeString(directory.resolve("asking.html"), asking));
      assertEquals(0, asked.get());
      assertTrue(
          browser.complaints().stream().anyMatch(one -> one.contains("Content Security Policy")));

      String free = asking.replaceFirst("<meta http-equiv=\"Content-Security-Policy\"[^>]*>", "");
      Path page = Files.writeString(directory.resolve("free.html"), free);
      browser.open(page);
      assertEquals(1, asked.get());
      assertEquals(2, browser.requests().size());
    } finally {
      server.stop(0);
    }
  }

  /// Hostile: what a person types into kubectl is what an auditor's browser shows.
  @Test
  void hostileCommandLinesAreReadAndDoNothing() throws IOException {
    Path page = page(hostile());
    browser.open(page);
    assertEquals(List.of(), browser.complaints());
    assertEquals(List.of(page.toUri().toString()), browser.requests());
    assertEquals("Exec Guard: report", browser.ask("document.title").asString(""));
    assertEquals(0, browser.ask("document.scripts.length").asInt(-1));
    assertEquals(0, browser.ask("document.querySelectorAll('img, main svg svg').length").asInt(-1));
    assertTrue(browser.texts("#denied ~ table.f code").containsAll(HOSTILE));
    // The page goes on behind them.
    assertEquals(1, browser.texts("#file-1").size());
  }

  /// As above: were one argument not escaped, that would be seen.
  @Test
  void anArgumentThatIsNotEscapedWouldBeSeen() throws IOException {
    String page =
        Files.readString(page(hostile()))
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&quot;", "\"")
            .replace("&#39;", "'");
    browser.open(Files.writeString(directory.resolve("raw.html"), page));
    assertTrue(browser.ask("document.scripts.length").asInt(-1) > 0);
    assertFalse(browser.complaints().isEmpty());
    assertEquals(
        "Exec Guard: report", browser.ask("document.title").asString(""), "the second lock holds");
  }

  @Test
  void thePageBreaksNoRuleOfAccessibility() throws IOException {
    for (List<String> report : List.of(run(), hostile())) {
      browser.open(page(report));
      assertEquals(List.of(), browser.inaccessible());
    }
  }

  @Test
  void grayOnWhiteWouldBreakARuleOfAccessibility() throws IOException {
    String faint = Files.readString(page()).replace("color: #1b1b1b", "color: #aaa");
    browser.open(Files.writeString(directory.resolve("faint.html"), faint));
    assertTrue(browser.inaccessible().stream().anyMatch(one -> one.startsWith("color-contrast: ")));
  }

  @Test
  void marksCanBeToldApartWithoutColours() throws IOException {
    browser.open(page());
    browser.loseColours();
    browser.picture("body").write(SEEN.resolve("without-colours.png"));
    List<Picture> swatches = new ArrayList<>();
    for (int mark = 0; mark < 6; mark++) {
      swatches.add(browser.picture("svg rect[width=\"14\"][fill=\"url(#p" + mark + ")\"]"));
    }
    for (int one = 0; one < swatches.size(); one++) {
      assertTrue(swatches.get(one).isGrey());
      for (int other = 0; other < one; other++) {
        double difference = swatches.get(one).differenceFrom(swatches.get(other));
        assertTrue(difference > TELLS_APART, one + " and " + other + ": " + difference);
      }
    }
    assertEquals(
        List.of("C", "S", "B", "D", "O", "X", "R"),
        browser.texts("svg text.big").stream().map(text -> text.substring(0, 1)).toList());
    // And no mark of the summary is a colour alone.
    assertEquals(
        List.of(),
        browser.texts("td.s").stream()
            .filter(text -> !text.matches("✕ ask|✓ none|• see|– not (looked for|all compared)"))
            .toList());
  }

  @ParameterizedTest
  @ValueSource(ints = {1600, 1024, 768, 700, 500})
  void nothingIsWiderThanTheWindow(int pixels) throws IOException {
    browser.widen(pixels);
    for (Path page : List.of(page(), page(hostile()))) {
      browser.open(page);
      int wide = browser.ask("document.documentElement.scrollWidth").asInt(-1);
      int window = browser.ask("innerWidth").asInt(-1);
      assertTrue(wide <= window, wide + " in " + window);
    }
  }

  /// A phone: eight columns side by side were wider than any.
  @Test
  void below700PixelsEachRowIsACard() throws IOException {
    browser.widen(600);
    browser.open(page());
    assertEquals(
        "block",
        browser.ask("getComputedStyle(document.querySelector('.f tr')).display").asString(""));
    assertEquals(
        "\"who\"",
        browser
            .ask("getComputedStyle(document.querySelectorAll('.f td')[1], '::before').content")
            .asString(""));
    assertEquals(List.of(), browser.inaccessible());
    browser.picture("body").write(SEEN.resolve("cards.png"));
  }

  /// On a phone the labels of the timeline's figures lay over each other: one of two lines took the
  /// room of one.
  @Test
  void aLabelOfMoreLinesHasRoomInItsCard() throws IOException {
    browser.widen(500);
    browser.open(page());
    String labels =
        "[...document.querySelectorAll('.f td, .w td')]"
            + ".map(cell => [parseFloat(getComputedStyle(cell, '::before').height), cell])";
    assertTrue(
        browser.ask(labels + ".filter(([height]) => height > 20).length").asInt(-1) > 0,
        "no label has two lines");
    assertEquals(
        0,
        browser
            .ask(labels + ".filter(([height, cell]) => height > cell.clientHeight).length")
            .asInt(-1));
  }

  /// An auditor's question is answered on the first screen: who, where, and what to ask about.
  @Test
  void theGravestStandBesideTheAnswer() throws IOException {
    browser.open(page());
    assertEquals(
        "mallory (impersonated by admin)",
        browser
            .ask("document.querySelectorAll('.first table')[1].rows[1].cells[0].textContent")
            .asString(""));
    int bottom =
        browser
            .ask("document.querySelectorAll('.first table')[2].getBoundingClientRect().bottom")
            .asInt(9_999);
    assertTrue(bottom <= 900, "namespaces end at " + bottom);
  }

  /// Seventeen records took seventeen sheets.
  @Test
  void fortyTwoRecordsTakeAtMostFiveSheets() throws IOException {
    List<String> records = new ArrayList<>(Files.readAllLines(RUN.resolve("decisions.jsonl")));
    records.addAll(
        Files.readAllLines(RUN.resolveSibling("report-rows").resolve("decisions.jsonl")));
    Files.readAllLines(RUN.resolve("decisions.jsonl")).stream()
        .limit(12)
        .map(line -> line.replace("\"jane\"", "\"jill\"").replace("\"id\":\"", "\"id\":\"f"))
        .forEach(records::add);
    assertEquals(42, records.size());
    Path decisions = Files.write(directory.resolve("42.jsonl"), records);
    browser.open(
        page(
            List.of(
                "--decisions",
                decisions.toString(),
                "--audit",
                RUN.resolve("audit.jsonl").toString())));
    try (PDDocument paper = browser.print()) {
      Files.createDirectories(SEEN);
      paper.save(SEEN.resolve("42-records.pdf").toFile());
      int pages = paper.getNumberOfPages();
      assertTrue(pages <= 5, "pages: " + pages);
    }
  }

  @Test
  void paperHasEveryWordAndTheNumbersOfItsPages() throws IOException {
    browser.open(page());
    // What is folded in is printed where it is open.
    List<String> words =
        new ArrayList<>(
            browser.texts("h1, h2, h3, p:not(details *), th:not(details *), td:not(details *)"));
    browser.texts("pre").forEach(text -> text.lines().forEach(words::add));
    try (PDDocument paper = browser.print()) {
      Files.createDirectories(SEEN);
      paper.save(SEEN.resolve("paper.pdf").toFile());
      PDFTextStripper stripper = new PDFTextStripper();
      String printed = joined(stripper.getText(paper));
      assertTrue(words.size() > 200, "words: " + words.size());
      assertEquals(
          List.of(),
          words.stream()
              .map(ReportBrowserIT::joined)
              .filter(word -> !printed.contains(word))
              .toList());
      int pages = paper.getNumberOfPages();
      for (int page = 1; page <= pages; page++) {
        stripper.setStartPage(page);
        stripper.setEndPage(page);
        String text = stripper.getText(paper);
        assertTrue(text.contains("page " + page + " of " + pages), text);
      }
      for (PDPage page : paper.getPages()) {
        assertTrue(page.getMediaBox().getWidth() > page.getMediaBox().getHeight(), "landscape");
      }
    }
  }

  /// A line of paper ends where a line of the screen does not.
  private static String joined(String text) {
    return text.replaceAll("\\s", "");
  }

  private Path page() throws IOException {
    return page(run());
  }

  private static List<String> run() {
    return List.of(
        "--decisions",
        RUN.resolve("decisions.jsonl").toString(),
        "--audit",
        RUN.resolve("audit.jsonl").toString());
  }

  private Path page(List<String> arguments) throws IOException {
    Path page = directory.resolve("report.html");
    List<String> line = new ArrayList<>(List.of("report", "--out", page.toString()));
    line.addAll(arguments);
    CommandRun run = CommandRun.of(line);
    assertTrue(run.code() <= 1, run.err());
    return page;
  }

  private List<String> hostile() throws IOException {
    Function function = new Function(Policies.starter(), Function.labelled(Policies.PRODUCTION));
    String arguments =
        HOSTILE.stream()
            .map(argument -> "\"" + argument.replace("\"", "\\\"") + "\"")
            .collect(Collectors.joining(", "));
    function.post(
        "sessions",
        Reviews.text("exec-interactive-tty")
            .replace("\"/bin/bash\"", arguments)
            .getBytes(StandardCharsets.UTF_8));
    return List.of(
        "--decisions",
        Files.write(directory.resolve("hostile.jsonl"), function.allLines()).toString());
  }
}
