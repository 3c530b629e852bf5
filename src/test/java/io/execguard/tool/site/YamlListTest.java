package io.execguard.tool.site;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// How an edit of a list keeps the comments around it. In the tables `/` stands for a line's break;
/// the list is the first key's.
class YamlListTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = true,
      textBlock =
          """
          l:/- a                      | l:/- a/- x
          l:/- a/                     | l:/- a/- x/
          l:/  - a # one//  # all/k: 1 | l:/  - a # one/  - x//  # all/k: 1
          l:/- a/  # of a/# of all/   | l:/- a/  # of a/- x/# of all/
          l:/- a/  # of a//  # not/   | l:/- a/  # of a/- x//  # not/
          l: []                       | l: [x]
          l: [ ] # none               | l: [x ] # none
          l: [a]                      | l: [a, x]
          l: [a,] # c                 | l: [a, x] # c
          l: [/  a # one/]            | l: [/  a, # one/  x/]
          l: [/  a, # one/  # all/]   | l: [/  a, # one/  x,/  # all/]
          l: [a, /  b]                | l: [a, /  b, x]
          """)
  void addsBehindTheLastItemAndItsComments(String before, String after) {
    assertEdited(before, after, list -> list.add(new YamlList.Item("x")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          l:/- a/- b # of b/- c/             | 1 | l:/- a/- c/
          l:/# all/- a # of a/# next/- b/    | 0 | l:/# all/# next/- b/
          l:/- a/- b # of b/# end            | 1 | l:/- a/# end
          l:/- a/- - b/  - c/# end           | 1 | l:/- a/# end
          l: [a, b, c] # all                 | 0 | l: [b, c] # all
          l: [a, b, c] # all                 | 1 | l: [a, c] # all
          l: [a, b, c] # all                 | 2 | l: [a, b] # all
          l: [a] # all                       | 0 | l: [] # all
          l: [a, b,]                         | 1 | l: [a, ]
          l: [/  a, # of a/  # next/  b/]    | 0 | l: [/  # next/  b/]
          l: [/  a, # of a/  b # of b/]      | 1 | l: [/  a # of a/]
          """)
  void removesAnItemAndTheCommentsInItsLines(String before, int index, String after) {
    assertEdited(before, after, list -> list.remove(index));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          l:/- a # of a/- b # of b/ | 1 | l:/- a # of a/- x # of b/
          l: [ a , "b" ] # all      | 1 | l: [ a , x ] # all
          l: [a, {b: c}]            | 1 | l: [a, x]
          """)
  void replacesAnItemAndNothingElse(String before, int index, String after) {
    assertEdited(before, after, list -> List.of(list.replace(index, "x")));
  }

  @Test
  void addsAnItemOfSeveralLinesUnderItsDash() {
    assertEdited(
        "l:/  - a: 1/    b: 2/",
        "l:/  - a: 1/    b: 2/  - a: 3/    b: 4/",
        list -> list.add(new YamlList.Item(List.of("a: 3", "b: 4"), "{a: 3, b: 4}")));
    assertEdited(
        "l: [{a: 1}]",
        "l: [{a: 1}, {a: 3, b: 4}]",
        list -> list.add(new YamlList.Item(List.of("a: 3", "b: 4"), "{a: 3, b: 4}")));
  }

  /// A file of Windows must not get lines of both kinds.
  @Test
  void breaksLinesAsTheFileDoes() {
    String text = "l:\r\n- a\r\n";
    assertEquals(
        "l:\r\n- a\r\n- x\r\n", TextEdit.apply(text, list(text).add(new YamlList.Item("x"))));
    assertEquals("l:\r\n", TextEdit.apply(text, list(text).remove(0)));
  }

  @Test
  void makesSeveralEditsOfOneListTogether() {
    assertEdited(
        "l: [a, b]",
        "l: [x, b, y]",
        list -> {
          List<TextEdit> edits = new ArrayList<>(List.of(list.replace(0, "x")));
          edits.addAll(list.add(new YamlList.Item("y")));
          return edits;
        });
  }

  private static void assertEdited(
      String before, String after, Function<YamlList, List<TextEdit>> edit) {
    String text = before.replace('/', '\n');
    assertEquals(after.replace('/', '\n'), TextEdit.apply(text, edit.apply(list(text))));
  }

  private static YamlList list(String text) {
    YamlSource source = new YamlSource(text);
    return new YamlList(source, (SequenceNode) source.root().getValue().getFirst().getValueNode());
  }
}
