package io.execguard.pictures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.tool.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

/// The pictures of the manual are what they would be if they were drawn now:
/// `src/test/pictures/make` draws them.
class PicturesTest {
  private static final Path PICTURES = Path.of("docs/pictures");

  /// Set where they are to be drawn anew.
  private static final boolean DRAWS = Boolean.getBoolean("pictures.draw");

  /// The registration got a door, and the picture had it not.
  @Test
  void theDoorsAreThoseOfTheShippedRegistration() throws IOException {
    assertDrawn("doors.svg", DoorsPicture.svg());
  }

  @Test
  void theWayOfARequestIsDrawn() throws IOException {
    assertDrawn("flow.svg", FlowPicture.svg());
  }

  /// Its times and ids are others each time; what stands between them is the same.
  @Test
  void theTerminalShowsWhatTheDemonstrationPrints(@TempDir Path directory) throws IOException {
    CommandRun run = CommandRun.of("demo", "--no-open", "--directory", directory.toString());
    run.assertDone();
    List<String> printed =
        run.lines().stream()
            .map(line -> line.replace(directory.toString(), "/home/jane/demo"))
            .toList();
    String now =
        TerminalPicture.svg(
            "./exec-guard demo --directory demo",
            "What the demonstration prints: " + String.join(" ", printed).replaceAll(" +", " "),
            printed);
    Path file = PICTURES.resolve("terminal.svg");
    if (DRAWS) {
      Files.writeString(file, now);
    }
    assertEquals(timeless(now), timeless(Files.readString(file)));
  }

  private static String timeless(String svg) {
    return svg.replaceAll("\\d{4}-\\d\\d-\\d\\dT[\\d:]{8}Z", "TIME")
        .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "ID");
  }

  private static void assertDrawn(String name, String now) throws IOException {
    Path file = PICTURES.resolve(name);
    if (DRAWS) {
      Files.writeString(file, now);
    }
    assertEquals(now, Files.readString(file), "src/test/pictures/make draws it anew");
  }

  @ParameterizedTest
  @ValueSource(strings = {"doors.svg", "flow.svg", "terminal.svg"})
  void eachStandsForItselfAndIsToldInWords(String name) throws Exception {
    Path file = PICTURES.resolve(name);
    Element svg =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(file.toFile())
            .getDocumentElement();

    for (String told : List.of("title", "desc")) {
      assertTrue(svg.getElementsByTagName(told).item(0).getTextContent().length() > 10, told);
    }
    String text = Files.readString(file).replace("http://www.w3.org/2000/svg", "");
    assertFalse(
        text.matches("(?s).*(url\\((?!#)|@import|href=|<script|<image|@font-face).*"), name);
  }
}
