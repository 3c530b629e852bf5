package io.execguard.manual;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.testing.Manual;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Words that mean something of their own here, and were used before anybody said what.
final class GlossaryTest {
  private static final Manual GLOSSARY = Manual.page("docs/glossary.md");

  /// For whoever reads a page that is about code, or about mail.
  private static final List<String> OF_OTHERS =
      List.of("CONTRIBUTING.md", "SECURITY.md", "docs/glossary.md");

  static List<Manual> pages() {
    return Manual.pages().stream().filter(page -> !OF_OTHERS.contains(page.toString())).toList();
  }

  @Test
  void hasAWordForEachThatStandsHere() {
    assertEquals(
        List.of(
            "Session",
            "Constraint",
            "Strict mode",
            "Break-glass",
            "Grant",
            "Registration",
            "Door",
            "Floor",
            "Drift",
            "Recorder",
            "Transcript",
            "Attempt",
            "Twin",
            "Rehearsal",
            "Fleet",
            "Site"),
        words());
  }

  /// A newcomer met `door` and `twin` some pages before the table that said what they are.
  @ParameterizedTest
  @MethodSource("pages")
  void isLinkedWhereAPageFirstUsesItsWord(Manual page) {
    String text = readable(page);
    List<String> missing = new ArrayList<>();
    for (String word : words()) {
      Matcher use =
          Pattern.compile("(?i)(?<![\\w-])%ss?(?![\\w-])".formatted(word.replace(" ", "\\s+")))
              .matcher(text);
      if (use.find() && !text.startsWith(target(word), use.end())) {
        missing.add(word + ": " + text.substring(Math.max(0, use.start() - 30), use.end()));
      }
    }
    assertEquals(List.of(), missing);
  }

  @Test
  void findsAWordThatIsNotLinked() {
    String text = readable(Manual.page("docs/on-call.md"));
    assertTrue(text.contains("session" + target("session")), text);
  }

  /// Prose and tables, without headings, code and the words of other links.
  private static String readable(Manual page) {
    String text =
        Manual.withoutCode(
            String.join(
                "\n", page.unfenced().stream().filter(line -> !line.startsWith("#")).toList()));
    return Pattern.compile("\\[([^\\[\\]]*)\\]\\(([^)]*)\\)")
        .matcher(text)
        .replaceAll(
            link ->
                Matcher.quoteReplacement(
                    link.group(2).contains("glossary.md#")
                        ? link.group(1)
                            + "("
                            + link.group(2).replaceFirst(".*glossary", "glossary")
                            + ")"
                        : "(" + link.group(2).replaceAll("[a-z-]+", "") + ")"));
  }

  private static String target(String word) {
    return "(glossary.md#" + word.toLowerCase(Locale.ROOT).replace(' ', '-') + ")";
  }

  private static List<String> words() {
    return GLOSSARY.headings().stream().skip(1).toList();
  }
}
