package io.execguard;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The rooms, their arrows, and the libraries that each may know.
final class ArchitectureTest {
  private static final String ROOT = "io.execguard.";
  private static final JavaClasses FUNCTION =
      new ClassFileImporter().importPath(Path.of("target/classes"));
  private static final JavaClasses ALL =
      new ClassFileImporter()
          .importPaths(Path.of("target/classes"), Path.of("target/test-classes"));

  /// From the ground up: a room knows rooms that stand above it in this list, and no others. The
  /// room, the rooms that it may know, and the libraries beside the JDK's.
  private static final List<Room> ROOMS =
      List.of(
          room("json", "", "tools.jackson.core.."),
          room("policy", "", ""),
          room("admission", "json policy", "com.google.re2j.."),
          room("configuration", "json policy", ""),
          room(
              "aws",
              "json policy admission configuration",
              "com.amazonaws.. software.amazon.. org.crac.."),
          room("tool.terminal", "json", "picocli.."),
          room(
              "tool.files",
              "json policy admission configuration tool.terminal",
              "tools.jackson.core.. org.snakeyaml.engine.. picocli.."),
          room(
              "tool.site",
              "json admission configuration tool.terminal tool.files",
              "org.snakeyaml.engine.. tools.jackson.core.. picocli.."),
          room(
              "tool.registration",
              "json policy admission configuration tool.terminal tool.files",
              "dev.cel.. com.google.common.. com.google.protobuf.. picocli.."),
          room(
              "tool.handler",
              "json policy admission configuration aws tool.terminal tool.files",
              "com.amazonaws.services.lambda.. tools.jackson.core.. picocli.."),
          room(
              "tool.review",
              "json policy admission configuration aws tool.terminal tool.files tool.registration"
                  + " tool.handler",
              "tools.jackson.core.. picocli.."),
          room("tool.kubectl", "json policy admission tool.terminal", ""),
          room(
              "tool.plugin",
              "json policy admission configuration tool.terminal tool.files tool.registration"
                  + " tool.kubectl",
              "tools.jackson.core.. picocli.."),
          room(
              "tool.gateway",
              "json policy admission configuration aws tool.terminal tool.files tool.registration"
                  + " tool.handler tool.kubectl",
              "com.amazonaws.services.lambda.. com.sun.net.httpserver.. org.bouncycastle.."
                  + " tools.jackson.core.. picocli.."),
          room("tool.report.read", "json", "tools.jackson.core.."),
          room(
              "tool.report.evidence",
              "json policy admission configuration tool.report.read",
              "tools.jackson.core.."),
          room(
              "tool.report.page",
              "json tool.files tool.report.read tool.report.evidence",
              "tools.jackson.core.."),
          room(
              "tool.transcript",
              "json tool.terminal tool.files tool.report.read tool.report.evidence",
              "org.jline.. tools.jackson.core.. picocli.."),
          room(
              "tool.report",
              "json tool.terminal tool.files tool.registration tool.report.read tool.report.evidence"
                  + " tool.report.page tool.transcript",
              "tools.jackson.core.. picocli.."),
          room(
              "tool",
              "json policy admission configuration tool.terminal tool.files tool.site"
                  + " tool.registration tool.handler tool.review tool.kubectl tool.plugin tool.gateway"
                  + " tool.transcript tool.report",
              "com.google.re2j.. tools.jackson.core.. picocli.."));

  record Room(String name, Set<String> rooms, Set<String> libraries) {
    String[] known() {
      return Stream.concat(
              Stream.concat(Stream.of(name), rooms.stream()).map(ROOT::concat),
              Stream.concat(
                  Stream.of("java..", "javax..", "org.jspecify.annotations"), libraries.stream()))
          .toArray(String[]::new);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static Room room(String name, String rooms, String libraries) {
    return new Room(name, words(rooms), words(libraries));
  }

  private static Set<String> words(String text) {
    return Arrays.stream(text.split(" "))
        .filter(word -> !word.isEmpty())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  static List<Room> rooms() {
    return ROOMS;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rooms")
  void knowsTheseRoomsAndLibrariesAndNoOthers(Room room) {
    classes()
        .that()
        .resideInAPackage(ROOT + room.name)
        .and(areNoTests())
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(room.known())
        .check(ALL);
  }

  /// Without this a room could know one that knows it.
  @Test
  void everyArrowLeadsDown() {
    Set<String> below = new HashSet<>();
    for (Room room : ROOMS) {
      assertTrue(below.containsAll(room.rooms), room.name);
      below.add(room.name);
    }
  }

  /// Floors are what a reader climbs who starts at the top: each room is one above the highest that
  /// it knows.
  @Test
  void theHouseHasAtMostTwentyRoomsOnSixFloors() {
    Map<String, Integer> floors = new TreeMap<>();
    for (Room room : ROOMS) {
      floors.put(room.name, 1 + room.rooms.stream().mapToInt(floors::get).max().orElse(0));
    }
    assertTrue(floors.size() <= 20, floors::toString);
    assertTrue(floors.values().stream().allMatch(floor -> floor <= 6), floors::toString);
  }

  @Test
  void everyPackageIsARoom() {
    assertEquals(
        ROOMS.stream().map(Room::name).collect(Collectors.toSet()),
        ALL.stream()
            .filter(areNoTests())
            .map(type -> type.getPackageName().substring(ROOT.length()))
            .collect(Collectors.toSet()));
  }

  /// Two types of one name are taken for the same thing.
  @Test
  void noTypeHasTheNameOfAnother() {
    Map<String, Set<String>> byName = new TreeMap<>();
    ALL.stream()
        .filter(areNoTests())
        .filter(JavaClass::isTopLevelClass)
        .filter(type -> !type.getSimpleName().equals("package-info"))
        .forEach(
            type ->
                byName
                    .computeIfAbsent(type.getSimpleName(), _ -> new TreeSet<>())
                    .add(type.getName()));
    byName.values().removeIf(names -> names.size() == 1);
    assertEquals(Map.of(), byName);
  }

  /// A file of 201 lines had come into the tree, and nobody counted.
  @Test
  void noFileIsAboveTwoHundredLinesAndHalfOfThemAreAtMostSixty() throws IOException {
    Map<Path, Integer> lines = new HashMap<>();
    for (String root : List.of("src/main/java", "src/tool/java")) {
      try (Stream<Path> files = Files.walk(Path.of(root))) {
        for (Path file : files.filter(some -> some.toString().endsWith(".java")).toList()) {
          lines.put(file, Files.readAllLines(file).size());
        }
      }
    }
    List<Integer> sorted = lines.values().stream().sorted().toList();
    assertTrue(sorted.get(sorted.size() / 2) <= 60, () -> "median of " + sorted);
    lines.values().removeIf(length -> length <= 200);
    assertEquals(Map.of(), lines);
  }

  @Test
  void policyKnowsNeitherFilesNorClocksNorTheNet() {
    classes()
        .that()
        .resideInAPackage("io.execguard.policy")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "io.execguard.policy",
            "java.lang..",
            "java.util..",
            "java.time..",
            "java.net", // URLDecoder, which decodes text
            "java.nio.charset",
            "org.jspecify.annotations")
        .check(FUNCTION);
    noClasses()
        .that()
        .resideInAPackage("io.execguard.policy")
        .should()
        .dependOnClassesThat()
        .haveNameMatching(
            "java\\.net\\.(?!URLDecoder).*|java\\.util\\.(logging|concurrent)\\..*"
                + "|java\\.time\\.(Clock|InstantSource)")
        .check(FUNCTION);
    noClasses()
        .that()
        .resideInAPackage("io.execguard.policy")
        .should()
        .callMethod(Instant.class, "now")
        .check(FUNCTION);
  }

  @Test
  void theArtifactHoldsNothingOfTheTool() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("target/classes"))) {
      assertFalse(files.anyMatch(file -> file.toString().contains("tool")));
    }
  }

  /// The tool is compiled among the tests: its source tells it apart.
  private static DescribedPredicate<JavaClass> areNoTests() {
    return describe(
        "are no tests",
        type -> {
          String file = type.getName().replaceFirst("\\$.*", "").replace('.', '/') + ".java";
          return Stream.of("src/main/java", "src/tool/java")
              .anyMatch(root -> Files.exists(Path.of(root, file)));
        });
  }
}
