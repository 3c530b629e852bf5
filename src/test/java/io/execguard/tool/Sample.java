package io.execguard.tool;

import static org.junit.jupiter.api.Assertions.assertFalse;

import io.execguard.tool.files.TextFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// A policy or fleet file of `src/test/resources`, named by its defect. A bad one begins with what
/// the check says of it: `# says LINE: sentence`, a line for each sentence.
///
/// @param kind `policies` or `fleets`
public record Sample(String kind, Path file) {
  public static final String POLICIES = "policies";
  static final String FLEETS = "fleets";

  private static final Path FOLDER = Path.of("src/test/resources");
  private static final String SAYS = "# says ";

  static Stream<Sample> valid() {
    return Stream.of(POLICIES, FLEETS).flatMap(kind -> in(kind, "valid"));
  }

  public static Stream<Sample> invalid() {
    return Stream.of(POLICIES, FLEETS).flatMap(kind -> in(kind, "invalid"));
  }

  public static Sample validPolicy(String name) {
    return new Sample(POLICIES, FOLDER.resolve("policies/valid/" + name + ".yaml"));
  }

  public static Sample validFleet(String name) {
    return new Sample(FLEETS, FOLDER.resolve("fleets/valid/" + name + ".yaml"));
  }

  public static Sample invalid(String kind, String name) {
    return new Sample(kind, FOLDER.resolve(kind + "/invalid/" + name + ".yaml"));
  }

  private static Stream<Sample> in(String kind, String verdict) {
    try (Stream<Path> files = Files.list(FOLDER.resolve(kind).resolve(verdict))) {
      List<Sample> samples = files.sorted().map(file -> new Sample(kind, file)).toList();
      assertFalse(samples.isEmpty(), kind + "/" + verdict + " is empty");
      return samples.stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String name() {
    return String.valueOf(file.getFileName()).replaceFirst("\\.yaml$", "");
  }

  /// Checked beside a good file of the other kind.
  CommandRun check() {
    Path policy = kind.equals(POLICIES) ? file : validPolicy("no-constraints").file();
    Path fleet = kind.equals(FLEETS) ? file : validFleet("two-clusters").file();
    return CommandRun.of("check", "--policy", policy.toString(), "--clusters", fleet.toString());
  }

  public String[] expected() {
    return TextFile.text(file)
        .lines()
        .takeWhile(line -> line.startsWith(SAYS))
        .map(line -> place(line.substring(SAYS.length())))
        .toArray(String[]::new);
  }

  private String place(String said) {
    String between = said.matches("[0-9]+: .*") ? ":" : " ";
    return file + (said.startsWith(": ") ? "" : between) + said;
  }

  @Override
  public String toString() {
    return kind + " " + name();
  }
}
