package io.execguard.configuration;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.execguard.json.Cursor;
import io.execguard.testing.Function;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// How a file of entries is read, with entries that are texts of at most two.
class EntryReaderTest {
  private static final EntryReader<String, List<String>> READER =
      new EntryReader<>(
          "names",
          List.of("record"),
          Map.of("kind", "it is names"),
          Cursor::text,
          names -> {
            if (names.size() > 2) {
              throw new IllegalArgumentException("is one too many");
            }
            return List.copyOf(names);
          });

  @Test
  void readsTheEntriesInTheirOrder() {
    assertEquals(
        new FileResult.Valid<>(List.of("b", "a")),
        read("{\"record\": {}, \"names\": [\"b\", \"a\"]}"));
    assertEquals(new FileResult.Valid<>(List.of()), read("{\"names\": []}"));
  }

  @Test
  void tellsTheMistakeOfEachEntryAtItsLine() {
    assertMistaken(
        """
        {"names": [
          1,
          "a",
          true]}""",
        new Mistake(2, "document.names[0] is not a string: put it in quotes"),
        new Mistake(4, "document.names[2] is not a string: put it in quotes"));
  }

  /// What is wrong with the entries together is told of the entry that makes it wrong.
  @Test
  void tellsWhichEntryIsTooManyBesideThoseBefore() {
    assertMistaken(
        """
        {"names": ["a", "b",
          "c",
          "d"]}""",
        new Mistake(2, "document.names[2] is one too many"),
        new Mistake(3, "document.names[3] is one too many"));
  }

  @Test
  void tellsWhatIsWrongWithTheFileItself() {
    assertMistaken("{}", new Mistake(1, "document has no names"));
    assertMistaken("[]", new Mistake(1, "document is not an object"));
    assertMistaken("{\"names\": {}}", new Mistake(1, "document.names is not a list"));
    assertMistaken(
        "{\"names\": [],\n \"other\": 1}",
        new Mistake(2, "document has the unknown key other; it takes names, record"));
    assertMistaken(
        "{\"kind\": \"x\"}", new Mistake(1, "document has the unknown key kind: it is names"));
  }

  private static void assertMistaken(String json, Mistake... mistakes) {
    assertEquals(new FileResult.Mistaken<>(List.of(mistakes)), read(json));
  }

  private static FileResult<List<String>> read(String json) {
    return READER.read(Function.tree(json));
  }
}
