package io.execguard.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A page of the manual, as Markdown has it.
///
/// @param path from the top of the repository
/// @param lines all of them, with a fence's and a table's
public record Manual(Path path, List<String> lines) {
  private static final Pattern LINK =
      Pattern.compile("\\[((?:[^\\[\\]]|\\[[^\\]]*\\])*)\\]\\(([^)]*)\\)");
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");

  public Manual {
    lines = List.copyOf(lines);
  }

  /// Commands or a text between two fences.
  ///
  /// @param info what stands behind the opening fence: `sh here`, `yaml`
  /// @param line of the opening fence, from 1
  public record Block(String info, int line, List<String> lines) {}

  /// Lines that begin with `|`.
  ///
  /// @param header the cells of the first line
  /// @param rows of cells
  public record Table(List<String> header, List<List<String>> rows) {
    /// What stands in backticks in a column, in its order.
    public List<String> words(int column) {
      return rows.stream().flatMap(row -> codes(row.get(column))).toList();
    }
  }

  public static Manual page(String path) {
    try {
      return new Manual(Path.of(path), Files.readAllLines(Path.of(path)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What a person reads: the README, and what it leads to in its folder and in `docs`.
  public static List<Manual> pages() {
    try (Stream<Path> docs = Files.list(Path.of("docs"))) {
      List<String> paths =
          docs.map(Path::toString)
              .filter(path -> path.endsWith(".md"))
              .sorted()
              .collect(Collectors.toCollection(ArrayList::new));
      paths.addAll(0, List.of("README.md", "CONTRIBUTING.md", "SECURITY.md"));
      return paths.stream().map(Manual::page).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// As GitHub makes them of headings: small letters, blanks as `-`, and no punctuation.
  public Set<String> anchors() {
    Set<String> anchors = new TreeSet<>();
    for (String heading : headings()) {
      String anchor =
          shown(heading)
              .toLowerCase(Locale.ROOT)
              .replaceAll("[^\\p{L}\\p{N} _-]", "")
              .replace(' ', '-');
      if (!anchors.add(anchor)) {
        throw new AssertionError(path + ": two headings have the anchor " + anchor);
      }
    }
    return anchors;
  }

  public List<String> headings() {
    return unfenced().stream()
        .filter(line -> line.matches("#{1,6} .+"))
        .map(line -> line.replaceFirst("#+ ", ""))
        .toList();
  }

  /// Where its links and pictures lead, as it is written.
  public List<String> targets() {
    // A link's words may go on in the next line.
    return LINK.matcher(withoutCode(String.join(" ", unfenced())))
        .results()
        .map(link -> link.group(2))
        .toList();
  }

  public List<Block> blocks() {
    List<Block> blocks = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (isFence(lines.get(i))) {
        int end = i + 1;
        while (!isFence(lines.get(end))) {
          end++;
        }
        blocks.add(
            new Block(
                lines.get(i).strip().substring("```".length()),
                i + 1,
                List.copyOf(lines.subList(i + 1, end))));
        i = end;
      }
    }
    return blocks;
  }

  public List<Table> tables() {
    List<Table> tables = new ArrayList<>();
    List<List<String>> rows = new ArrayList<>();
    for (String line : Stream.concat(unfenced().stream(), Stream.of("")).toList()) {
      if (line.startsWith("|")) {
        rows.add(cells(line));
      } else if (!rows.isEmpty()) {
        tables.add(new Table(rows.getFirst(), List.copyOf(rows.subList(2, rows.size()))));
        rows.clear();
      }
    }
    return tables;
  }

  /// The tables that begin with this cell, as one.
  public Table table(String first) {
    List<Table> found =
        tables().stream().filter(table -> table.header().getFirst().equals(first)).toList();
    if (found.isEmpty()) {
      throw new AssertionError(path + ": no table begins with " + first);
    }
    return new Table(
        found.getFirst().header(), found.stream().flatMap(table -> table.rows().stream()).toList());
  }

  /// Without what stands between fences.
  public List<String> unfenced() {
    List<String> kept = new ArrayList<>();
    boolean fenced = false;
    for (String line : lines) {
      if (isFence(line)) {
        fenced = !fenced;
      } else if (!fenced) {
        kept.add(line);
      }
    }
    return kept;
  }

  /// A line as a reader sees it: of a link its words alone.
  public static String shown(String line) {
    return LINK.matcher(line).replaceAll(link -> Matcher.quoteReplacement(link.group(1)));
  }

  /// What stands in backticks.
  public static Stream<String> codes(String text) {
    return CODE.matcher(text).results().map(code -> code.group(1));
  }

  public static String withoutCode(String text) {
    return CODE.matcher(text).replaceAll("``");
  }

  private static boolean isFence(String line) {
    return line.strip().startsWith("```");
  }

  private static List<String> cells(String line) {
    return Stream.of(line.substring(1).split("(?<!\\\\)\\|", -1))
        .map(String::strip)
        .toList()
        .subList(0, line.substring(1).split("(?<!\\\\)\\|", -1).length - 1);
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
