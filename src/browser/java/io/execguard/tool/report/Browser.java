package io.execguard.tool.report;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Chromium without a window, as Debian packs it, and what it did with a page.
final class Browser implements AutoCloseable {
  private static final String AXE = resource("/axe.min.js");

  private final ChromeDriver driver;

  private Browser(ChromeDriver driver) {
    this.driver = driver;
  }

  /// Starts one, with a profile of its own.
  ///
  /// @throws IllegalStateException where the machine has none, naming what to install
  static Browser start() {
    ChromeOptions options = new ChromeOptions();
    options.setBinary(program("chromium", "google-chrome", "chrome").toString());
    // Chromium's sandbox refuses root; the pages are this project's own.
    options.addArguments(
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--hide-scrollbars",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-quic");
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    logs.enable(LogType.BROWSER, Level.ALL);
    options.setCapability("goog:loggingPrefs", logs);
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(program("chromedriver").toFile())
            .build();
    ChromeDriver driver = new ChromeDriver(service, options);
    driver.manage().timeouts().pageLoadTimeout(Duration.ofMinutes(1));
    driver.manage().timeouts().scriptTimeout(Duration.ofMinutes(2));
    driver.executeCdpCommand("Network.enable", Map.of());
    return new Browser(driver);
  }

  private static Path program(String... names) {
    String path = Objects.requireNonNullElse(System.getenv("PATH"), "");
    return Stream.of(names)
        .flatMap(name -> Stream.of(path.split(File.pathSeparator, -1)).map(at -> Path.of(at, name)))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "The PATH has no "
                        + String.join(" or ", names)
                        + ": on Debian, apt-get install chromium chromium-driver"));
  }

  /// With a network, with colours, in a window of an ordinary width.
  void reset() {
    network(true);
    seeing("none");
    widen(1280);
  }

  void unplug() {
    network(false);
  }

  private void network(boolean isThere) {
    driver.executeCdpCommand(
        "Network.emulateNetworkConditions",
        Map.of(
            "offline", !isThere, "latency", 0, "downloadThroughput", -1, "uploadThroughput", -1));
  }

  void open(Path page) {
    driver.manage().logs().get(LogType.PERFORMANCE);
    driver.manage().logs().get(LogType.BROWSER);
    driver.get(page.toUri().toString());
  }

  /// A window of this width.
  void widen(int pixels) {
    driver.manage().window().setSize(new Dimension(pixels, 900));
  }

  /// What the page asked for since it was opened, by address; the page itself comes first.
  List<String> requests() {
    return driver.manage().logs().get(LogType.PERFORMANCE).getAll().stream()
        .map(entry -> JsonMapper.shared().readTree(entry.getMessage()).path("message"))
        .filter(message -> message.path("method").asString("").equals("Network.requestWillBeSent"))
        .map(message -> message.path("params").path("request").path("url").asString(""))
        .toList();
  }

  /// What the browser complained of since the page was opened.
  List<String> complaints() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .map(LogEntry::getMessage)
        .toList();
  }

  /// What a script comes to in the page.
  JsonNode ask(String expression) {
    return JsonMapper.shared()
        .readTree(
            String.valueOf(driver.executeScript("return JSON.stringify(" + expression + ")")));
  }

  List<String> texts(String selector) {
    return Stream.of(
            ask("[...document.querySelectorAll('%s')].map(e => e.textContent)".formatted(selector)))
        .flatMap(JsonNode::valueStream)
        .map(text -> text.asString(""))
        .toList();
  }

  /// What breaks a rule of the WCAG 2.2, levels A and AA, or one of axe's best practices; a
  /// sentence each.
  List<String> inaccessible() {
    driver.executeScript(AXE);
    Object violations =
        driver.executeAsyncScript(
            "const done = arguments[arguments.length - 1];"
                + "axe.run().then(found => done(JSON.stringify(found.violations)),"
                + " failed => done(JSON.stringify([{id: String(failed), nodes: [{html: ''}]}])))");
    return JsonMapper.shared()
        .readTree(String.valueOf(violations))
        .valueStream()
        .map(
            one ->
                one.path("id").asString("")
                    + ": "
                    + one.path("help").asString("")
                    + ", in "
                    + one.path("nodes").path(0).path("html").asString(""))
        .toList();
  }

  /// As someone sees it who has no colours.
  void loseColours() {
    seeing("achromatopsia");
  }

  private void seeing(String deficiency) {
    driver.executeCdpCommand("Emulation.setEmulatedVisionDeficiency", Map.of("type", deficiency));
  }

  /// An element of the page as it is seen.
  Picture picture(String selector) {
    JsonNode box =
        ask(
            "(r => [r.x + scrollX, r.y + scrollY, r.width, r.height])"
                + "(document.querySelector('%s').getBoundingClientRect())".formatted(selector));
    Map<String, Object> clip =
        Map.of(
            "x", box.path(0).asDouble(0),
            "y", box.path(1).asDouble(0),
            "width", box.path(2).asDouble(0),
            "height", box.path(3).asDouble(0),
            "scale", 1);
    Object data =
        driver
            .executeCdpCommand(
                "Page.captureScreenshot",
                Map.of("clip", clip, "captureBeyondViewport", true, "format", "png"))
            .get("data");
    try {
      return new Picture(
          ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(String.valueOf(data)))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// On paper, as a person prints it who changes nothing in the dialogue.
  PDDocument print() throws IOException {
    Object data =
        driver
            .executeCdpCommand(
                "Page.printToPDF", Map.of("preferCSSPageSize", true, "printBackground", false))
            .get("data");
    return Loader.loadPDF(Base64.getDecoder().decode(String.valueOf(data)));
  }

  @Override
  public void close() {
    driver.quit();
  }

  private static String resource(String name) {
    try (InputStream in = Browser.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
