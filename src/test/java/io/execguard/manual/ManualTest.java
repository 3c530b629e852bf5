package io.execguard.manual;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.testing.Manual;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A reader finds their page, and can read it: links, lengths, and no page that nobody leads to.
final class ManualTest {
  /// A screen of text; a longer line is read twice.
  private static final int LONGEST = 120;

  private static final int README_LINES = 150;
  private static final Pattern INCLUDE = Pattern.compile("<include>(.*)</include>");

  static List<Manual> pages() {
    return Manual.pages();
  }

  /// Beside the pages what else a person reads, as it comes: the change log, forms, a site's own.
  static List<Manual> texts() throws IOException {
    Set<Manual> texts = new LinkedHashSet<>(Manual.pages());
    texts.add(Manual.page("CHANGELOG.md"));
    for (String folder : List.of(".github", "events", "infra", "policy-tests")) {
      try (Stream<Path> files = Files.walk(Path.of(folder))) {
        files
            .map(Path::toString)
            .filter(path -> path.endsWith(".md"))
            .map(Manual::page)
            .forEach(texts::add);
      }
    }
    return List.copyOf(texts);
  }

  /// The on-call page led to a chapter of the README that a rewriting had moved.
  @ParameterizedTest
  @MethodSource("pages")
  void eachLinkLeadsToAFileAndEachAnchorToAHeading(Manual page) {
    List<String> broken = new ArrayList<>();
    assertFalse(page.targets().isEmpty(), "each page leads to another");
    for (String target : page.targets()) {
      String[] parts = target.split("#", 2);
      Path file = parts[0].isEmpty() ? page.path() : sibling(page.path(), parts[0]);
      if (target.matches("https?://.+")) {
        continue;
      }
      if (Files.notExists(file)
          || (parts.length == 2 && !Manual.page(file.toString()).anchors().contains(parts[1]))) {
        broken.add(target);
      }
    }
    assertEquals(List.of(), broken);
  }

  @Test
  void theReadmeLeadsToEachPage() {
    Set<String> pages =
        pages().stream().map(Manual::toString).collect(Collectors.toCollection(TreeSet::new));
    pages.remove("README.md");
    assertTrue(pages.size() >= 15, pages.toString());
    pages.removeAll(
        Manual.page("README.md").targets().stream()
            .map(target -> target.replaceFirst("#.*", ""))
            .toList());
    assertEquals(Set.of(), pages, "the table of pages lacks these");
  }

  /// The README of a release led to pages that its archive did not have.
  @Test
  void aReleaseHasWhatTheReadmeLeadsTo() throws IOException {
    List<PathMatcher> packed =
        INCLUDE
            .matcher(Files.readString(Path.of("src/dist/release.xml")))
            .results()
            .map(include -> FileSystems.getDefault().getPathMatcher("glob:" + include.group(1)))
            .toList();
    assertEquals(
        List.of(),
        Manual.page("README.md").targets().stream()
            .map(target -> Path.of(target.replaceFirst("#.*", "")))
            .filter(file -> packed.stream().noneMatch(matcher -> matcher.matches(file)))
            .toList());
  }

  @Test
  void theReadmeIsShortAndBeginsWithTheTwoCommands() {
    Manual readme = Manual.page("README.md");
    assertTrue(readme.lines().size() <= README_LINES, readme.lines().size() + " lines");
    assertEquals(
        List.of("./exec-guard replay events", "mvn verify"), readme.blocks().getFirst().lines());
  }

  @ParameterizedTest
  @MethodSource("texts")
  void noLineOfProseIsTooLong(Manual page) {
    assertEquals(
        List.of(),
        page.unfenced().stream()
            .filter(line -> !line.startsWith("|") && line.length() > LONGEST)
            .toList());
  }

  /// The rule of an outage was one cell of 292 characters. A link counts by its words.
  @ParameterizedTest
  @MethodSource("texts")
  void noCellOfATableIsTooLong(Manual page) {
    assertEquals(
        List.of(),
        page.tables().stream()
            .flatMap(table -> table.rows().stream())
            .flatMap(List::stream)
            .filter(cell -> Manual.shown(cell).length() > LONGEST)
            .toList());
  }

  /// A `|` too many moves what follows it into a column that nobody sees.
  @ParameterizedTest
  @MethodSource("pages")
  void eachRowHasTheCellsOfItsHeader(Manual page) {
    for (Manual.Table table : page.tables()) {
      table.rows().forEach(row -> assertEquals(table.header().size(), row.size(), row.toString()));
    }
  }

  private static Path sibling(Path page, String target) {
    return Path.of("").resolve(page.resolveSibling(target)).normalize();
  }
}
