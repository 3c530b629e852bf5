package io.execguard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What a room's `package-info.java` says to somebody who has never been there.
final class RoomWordsTest {
  private static final Pattern TEST = Pattern.compile("\\b[A-Z]\\w*(?:Test|IT)\\b");
  private static final Pattern CLASS = Pattern.compile("\\[(io\\.execguard[.\\w]+)]");

  static Set<Path> rooms() throws IOException {
    return Stream.concat(files("src/main/java"), files("src/tool/java"))
        .map(Path::getParent)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /// A paragraph sent its reader to a test that had another name by then, and a room that said
  /// nothing left its rules to be searched for.
  @ParameterizedTest
  @MethodSource("rooms")
  void namesTestsOfItsRulesAndAllOfThemAreThere(Path room) throws IOException {
    Set<String> named = found(TEST, room).map(MatchResult::group).collect(Collectors.toSet());
    assertFalse(named.isEmpty());
    Set<String> tests =
        files("src/test/java")
            .map(file -> file.getFileName().toString().replace(".java", ""))
            .collect(Collectors.toSet());
    named.removeAll(tests);
    assertEquals(Set.of(), named);
  }

  @ParameterizedTest
  @MethodSource("rooms")
  void saysWhichClassIsReadFirst(Path room) throws IOException {
    Set<String> named =
        found(CLASS, room)
            .map(match -> match.group(1).replace('.', '/') + ".java")
            .collect(Collectors.toSet());
    assertFalse(named.isEmpty());
    named.removeIf(
        file ->
            Stream.of("src/main/java", "src/tool/java")
                .anyMatch(root -> Files.exists(Path.of(root, file))));
    assertEquals(Set.of(), named);
  }

  @Test
  void thereAreRooms() throws IOException {
    assertFalse(rooms().isEmpty());
  }

  private static Stream<MatchResult> found(Pattern pattern, Path room) throws IOException {
    return pattern.matcher(Files.readString(room.resolve("package-info.java"))).results();
  }

  private static Stream<Path> files(String root) throws IOException {
    try (Stream<Path> files = Files.walk(Path.of(root))) {
      return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
    }
  }
}
