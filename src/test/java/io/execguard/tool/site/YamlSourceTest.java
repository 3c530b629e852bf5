package io.execguard.tool.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.tokens.Token;

/// Places of nodes in the text. The file's only key is `a`.
class YamlSourceTest {

  /// A block's own mark is where the next piece begins, with comments in between.
  @Test
  void endsABlockBeforeTheCommentsBehindIt() {
    assertEquals("- b\n- c", value("a:\n- b\n- c\n\n# d\n"));
    assertEquals("- b\n- c", value("a:\n- b\n- c # d\n# e\n"));
    assertEquals("[b, # c\n c]", value("a: [b, # c\n c] # d\n"));
  }

  /// YAML's marks count code points: behind an emoji an edit would be one character too early.
  @Test
  void findsPlacesBehindACharacterOfTwoUnits() {
    assertEquals("[b]", value("# \uD83D\uDE00\uD83D\uDE00\na: [b]\n"));
    assertEquals("\"\uD83D\uDE00\"", value("a: \"\uD83D\uDE00\" # b"));
  }

  @Test
  void knowsLinesByEachBreak() {
    YamlSource source = new YamlSource("a: 1\r\n# b\r\n\r\n# c");
    assertEquals("\r\n", source.lineBreak());
    assertEquals(4, source.lineEnd(0));
    assertEquals(6, source.nextLine(2));
    assertEquals(6, source.lineStart(8));
    assertEquals(source.text().length(), source.nextLine(14));
    assertEquals(1, source.line(3));
    assertEquals(2, source.line(6));
    assertEquals(4, source.line(14));
    assertEquals("\n", new YamlSource("a: 1").lineBreak());
  }

  @Test
  void findsThePieceBeforeAndBehindAPlace() {
    YamlSource source = new YamlSource("a: [b, c]");
    assertEquals(5, source.last(Token.ID.FlowEntry, 9).start());
    assertEquals(8, source.next(8).orElseThrow().start());
    assertTrue(source.next(9).isEmpty());
  }

  /// An anchor in what is taken away may be used elsewhere.
  @Test
  void findsAnchorsAliasesAndTags() {
    for (String property : new String[] {"&x b", "*x", "!!str b"}) {
      YamlSource source = new YamlSource("k: &x 1\na: " + property + "\n");
      int start = source.text().indexOf(property, 8);
      assertTrue(source.hasProperty(start, start + property.length()), property);
      assertFalse(source.hasProperty(start + property.length(), source.text().length()), property);
    }
  }

  private static String value(String text) {
    YamlSource source = new YamlSource(text);
    NodeTuple member = source.root().getValue().getFirst();
    Node value = member.getValueNode();
    return text.substring(source.start(value), source.end(value));
  }
}
