package io.execguard.admission;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.execguard.json.Digest;
import io.execguard.json.JsonLine;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What of a member a record keeps, and what it says of the rest.
final class BoundedMembersTest {

  @Test
  void writesWholeWhatFitsAndSaysNothingOfCuts() {
    assertEquals(
        """
        {"a":"text","b":"name","c":["x",""],"d":{"k":["v"]},"e":{"k":["v"]},"f":{"k":"v"}}""",
        written(
            members -> {
              members.text("a", "text");
              members.name("b", "name");
              members.texts("c", List.of("x", ""), 100);
              members.lists("d", Map.of("k", List.of("v")), 100);
              members.endsOfLists("e", Map.of("k", List.of("v")), 100);
              members.entries("f", Map.of("k", "v"), 100);
            }));
  }

  @Test
  void writesNoEmptyTextAndEveryEmptyList() {
    assertEquals(
        "{\"c\":[],\"d\":{}}",
        written(
            members -> {
              members.text("a", "");
              members.name("b", "");
              members.texts("c", List.of(), 100);
              members.lists("d", Map.of(), 100);
            }));
  }

  /// The JSON of a text has quotes and a comma.
  @Test
  void keepsTextsOf2KibibytesAndNamesOfHalfAKibibyte() {
    String text = "t".repeat(2048 - 3);
    String name = "n".repeat(512 - 3);
    assertEquals(
        "{\"a\":\"%s\",\"b\":\"%s\"}".formatted(text, name),
        written(
            members -> {
              members.text("a", text);
              members.name("b", name);
            }));
  }

  @Test
  void keepsBothEndsOfALongerTextAndTheDigestOfAllOfIt() {
    String text = "a".repeat(1500) + "b".repeat(1500);
    assertEquals(
        """
        {"a":"%s…%s","cut":[{"field":"a","items":1,"characters":3000,"sha256":"%s","at":0,\
        "itemsLeftOut":0,"charactersLeftOut":970}]}"""
            .formatted("a".repeat(1015), "b".repeat(1015), Digest.hex(text)),
        written(members -> members.text("a", text)));
    String name = "n".repeat(510);
    assertEquals(
        """
        {"b":"%s…%s","cut":[{"field":"b","items":1,"characters":510,"sha256":"%s","at":0,\
        "itemsLeftOut":0,"charactersLeftOut":16}]}"""
            .formatted("n".repeat(247), "n".repeat(247), Digest.hex(name)),
        written(members -> members.name("b", name)));
  }

  /// The digest is of the list as JSON, so that whoever has the list can take it.
  @Test
  void keepsTheFirstItemsAndTheLast() {
    List<String> texts = new ArrayList<>(Collections.nCopies(100, "middle"));
    texts.addFirst("first");
    texts.addLast("last");
    assertEquals(
        """
        {"a":["first","middle","midd…","…iddle","middle","last"],"cut":[{"field":"a","items":102,\
        "characters":609,"sha256":"%s","at":2,"itemsLeftOut":96,"charactersLeftOut":579}]}"""
            .formatted(Digest.hex("[\"" + String.join("\",\"", texts) + "\"]")),
        written(members -> members.texts("a", texts, 60)));
  }

  @Test
  void keepsEachEntryWholeOrNotAtAll() {
    Map<String, List<String>> entries = new LinkedHashMap<>();
    entries.put("a", List.of("x"));
    entries.put("b", List.of("y".repeat(50)));
    entries.put("c", List.of("z"));
    String cut =
        """
        "cut":[{"field":"o","items":6,"characters":55,"sha256":"%s","itemsLeftOut":2,\
        "charactersLeftOut":51}]}"""
            .formatted(Digest.hex("[\"a\",\"x\",\"b\",\"" + "y".repeat(50) + "\",\"c\",\"z\"]"));
    assertEquals(
        "{\"o\":{\"a\":[\"x\"],\"c\":[\"z\"]}," + cut,
        written(members -> members.lists("o", entries, 22)));
    Map<String, String> texts = new LinkedHashMap<>();
    entries.forEach((key, values) -> texts.put(key, values.getFirst()));
    assertEquals(
        "{\"o\":{\"a\":\"x\",\"c\":\"z\"}," + cut,
        written(members -> members.entries("o", texts, 22)));
  }

  @Test
  void keepsTheEndsOfTheListThatHasNoRoomForAllOfIt() {
    Map<String, List<String>> entries = new LinkedHashMap<>();
    entries.put("b", List.of("y".repeat(50) + "z".repeat(50)));
    entries.put("a", List.of("x"));
    assertEquals(
        """
        {"o":{"b":["%s…%s"],"a":["x"]},"cut":[{"field":"o","items":4,"characters":103,\
        "sha256":"%s","itemsLeftOut":0,"charactersLeftOut":76}]}"""
            .formatted(
                "y".repeat(12),
                "z".repeat(12),
                Digest.hex("[\"b\",\"" + "y".repeat(50) + "z".repeat(50) + "\",\"a\",\"x\"]")),
        written(members -> members.endsOfLists("o", entries, 60)));
  }

  @Test
  void saysOfEachCutWhichMemberItIs() {
    String written =
        written(
            members -> {
              members.text("a", "t".repeat(3000));
              members.text("b", "whole");
              members.name("c", "n".repeat(600));
            });
    assertEquals(
        List.of("a", "c"),
        Pattern.compile("\"field\":\"(.)\"")
            .matcher(written)
            .results()
            .map(field -> field.group(1))
            .toList());
  }

  private static String written(Consumer<BoundedMembers> writes) {
    byte[] line =
        JsonLine.of(
            json -> {
              BoundedMembers members = new BoundedMembers(json);
              writes.accept(members);
              members.cuts();
            });
    return new String(line, StandardCharsets.UTF_8);
  }
}
