package io.execguard.tool.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.testing.AuditorsQuestion;
import io.execguard.tool.CommandRun;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The auditor's ten questions are answered by the page's first screen, and by what it leads to.
final class FirstScreenTest {
  private static final Pattern HEADING = Pattern.compile("<h[23] id=\"([^\"]+)\">([^<]+)</h[23]>");
  private static final Pattern LINK = Pattern.compile("<a href=\"#([^\"]+)\">");

  private static final String PAGE =
      CommandRun.of(
              Stream.concat(
                      Stream.of("report"),
                      CapturedDay.question(CapturedDay.DECISIONS, CapturedDay.AUDIT).stream())
                  .toList())
          .out();

  /// Who asked which rules were in force had to look through the whole page for them.
  @Test
  void leadsToEachChapterThatAQuestionNames() {
    Set<String> linked = new TreeSet<>();
    String first = PAGE.substring(0, PAGE.indexOf("<h2>Timeline"));
    LINK.matcher(first).results().forEach(link -> linked.add(link.group(1)));
    Map<String, String> anchors = new TreeMap<>();
    for (MatchResult heading : HEADING.matcher(PAGE).results().toList()) {
      String title = heading.group(2).replace("&#39;", "'").replaceFirst(": \\d+$", "");
      anchors.put(title, heading.group(1));
    }
    Set<String> chapters = new TreeSet<>();
    AuditorsQuestion.all().forEach(question -> chapters.addAll(question.chapters()));

    assertTrue(chapters.size() > 10, chapters::toString);
    chapters.removeIf(chapter -> linked.contains(anchors.getOrDefault(chapter, "none")));
    assertEquals(Set.of(), chapters);
  }
}
