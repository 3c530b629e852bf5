package io.execguard;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The rooms and their arrows: aws to admission to policy, and tool over them.
final class ArchitectureTest {
  private static final JavaClasses FUNCTION =
      new ClassFileImporter().importPath(Path.of("target/classes"));
  private static final JavaClasses ALL =
      new ClassFileImporter()
          .importPaths(Path.of("target/classes"), Path.of("target/test-classes"));

  @Test
  void policyKnowsTheJdkOnlyAndNeitherFilesNorClocksNorTheNet() {
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
  void admissionKnowsPolicyAndTheStreamingJsonLibrary() {
    classes()
        .that()
        .resideInAPackage("io.execguard.admission")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "io.execguard.policy",
            "io.execguard.admission",
            "java..",
            "tools.jackson.core..",
            "com.google.re2j..",
            "org.jspecify.annotations")
        .check(FUNCTION);
  }

  @Test
  void onlyAwsKnowsAmazonsLibraries() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.execguard.aws")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("com.amazonaws..", "software.amazon..")
        .check(FUNCTION);
  }

  @Test
  void nothingOfTheFunctionKnowsTheTool() {
    noClasses()
        .that()
        .resideInAnyPackage("io.execguard.policy", "io.execguard.admission", "io.execguard.aws")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.execguard.tool..")
        .check(FUNCTION);
    assertFalse(ALL.stream().noneMatch(type -> type.getPackageName().equals("io.execguard.tool")));
  }

  @Test
  void theReportKnowsAdmissionAlone() {
    classes()
        .that()
        .resideInAPackage("io.execguard.tool.report")
        .and()
        .haveSimpleNameNotEndingWith("Test")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "io.execguard.tool.report",
            "io.execguard.admission",
            "java..",
            "tools.jackson.core..",
            "org.jspecify.annotations")
        .check(ALL);
  }

  /// It takes what `report` reads logs with; nothing goes the other way.
  @Test
  void theTranscriptsKnowTheReportAndTheTerminal() {
    classes()
        .that()
        .resideInAPackage("io.execguard.tool.transcript")
        .and()
        .haveSimpleNameNotEndingWith("Test")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "io.execguard.tool.transcript",
            "io.execguard.tool.report",
            "io.execguard.admission",
            "java..",
            "org.jline..",
            "tools.jackson.core..",
            "org.jspecify.annotations")
        .check(ALL);
    noClasses()
        .that()
        .resideOutsideOfPackage("io.execguard.tool.transcript")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.jline..")
        .check(ALL);
  }

  /// CEL and what comes with it takes half a second to load.
  @Test
  void onlyTheRoutingKnowsCel() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.execguard.tool.routing")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.cel..", "com.google.common..", "com.google.protobuf..")
        .check(ALL);
    noClasses()
        .that()
        .resideInAPackage("io.execguard.tool.routing")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.execguard.tool", "io.execguard.aws")
        .check(ALL);
  }

  @Test
  void theArtifactHoldsNothingOfTheTool() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("target/classes"))) {
      assertFalse(files.anyMatch(file -> file.toString().contains("tool")));
    }
  }

  @Test
  void everyPackageSaysWhatItIs() throws IOException {
    try (Stream<Path> folders = Files.walk(Path.of("src"))) {
      for (Path folder : folders.filter(Files::isDirectory).toList()) {
        boolean holdsCode = !folder.startsWith("src/test") && hasJava(folder);
        assertFalse(
            holdsCode && !Files.exists(folder.resolve("package-info.java")), folder.toString());
      }
    }
  }

  private static boolean hasJava(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.anyMatch(file -> file.toString().endsWith(".java"));
    }
  }
}
