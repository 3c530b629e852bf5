package io.execguard.testing;

import java.util.ArrayList;
import java.util.List;

/// A section of a page's chapter: what stands below a heading `###`, without its tables.
///
/// @param heading its words
/// @param prose its paragraphs, a line each
/// @param items of its list, a line each, without `* `
public record ManualSection(String heading, List<String> prose, List<String> items) {
  private static final String HEADING = "### ";
  private static final String ITEM = "* ";

  public ManualSection {
    prose = List.copyOf(prose);
    items = List.copyOf(items);
  }

  /// In their order; none where the page lacks the chapter.
  public static List<ManualSection> of(Manual page, String chapter) {
    List<ManualSection> sections = new ArrayList<>();
    List<String> below =
        page.unfenced().stream()
            .dropWhile(line -> !line.equals("## " + chapter))
            .skip(1)
            .takeWhile(line -> !line.startsWith("## "))
            .toList();
    for (int i = 0; i < below.size(); i++) {
      if (below.get(i).startsWith(HEADING)) {
        sections.add(section(below.get(i), below.subList(i + 1, below.size())));
      }
    }
    return sections;
  }

  private static ManualSection section(String heading, List<String> behind) {
    List<String> lines =
        List.of(
            String.join("\n", behind.stream().takeWhile(line -> !line.startsWith("#")).toList())
                .replaceAll("\n {2}", " ")
                .replaceAll("(?<!\n)\n(?!\n|\\* |\\|)", " ")
                .split("\n+", -1));
    return new ManualSection(
        heading.substring(HEADING.length()),
        lines.stream().filter(line -> line.matches("[^*|].*")).map(String::strip).toList(),
        lines.stream()
            .filter(line -> line.startsWith(ITEM))
            .map(line -> line.substring(ITEM.length()).strip())
            .toList());
  }
}
