package io.execguard.tool.files;

import io.execguard.tool.terminal.ToolException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// Where a team's own files are: its policy, its fleet, its policy tests and its stack. Without a
/// site it is the shipped example.
///
/// @param folder absolute
/// @param found how it was found
public record Site(Path folder, Found found) {
  /// What makes a folder a site.
  public static final String MARK = "exec-guard-site.yaml";

  public static final String POLICY = "policy.yaml";
  public static final String CLUSTERS = "clusters.yaml";
  public static final String TESTS = "policy-tests";

  static final String OPTION = "--site";
  static final String VARIABLE = "EXEC_GUARD_SITE";

  /// The first that there is counts.
  public enum Found {
    OPTION("--site"),
    ENVIRONMENT(VARIABLE),
    ABOVE("found upwards from here"),
    SHIPPED("the shipped example");

    private final String words;

    Found(String words) {
      this.words = words;
    }
  }

  /// The site of a command line.
  ///
  /// @param command the command, or one that it is mixed into
  /// @throws ToolException where the folder that was named is no site
  public static Site of(CommandSpec command) {
    return find(
        SiteOption.of(command),
        Optional.ofNullable(System.getenv(VARIABLE)).filter(folder -> !folder.isEmpty()),
        Path.of(""));
  }

  /// What a command says of the site that it takes for a file that it was not given. Whoever gave
  /// the site knows.
  public static Optional<String> taken(CommandSpec command, ParseResult parsed) {
    boolean takes =
        Stream.of("--policy", "--clusters")
            .anyMatch(
                option -> command.findOption(option) != null && !parsed.hasMatchedOption(option));
    return takes
        ? Optional.of(of(command))
            .filter(site -> site.found == Found.ENVIRONMENT || site.found == Found.ABOVE)
            .map(Site::inWords)
        : Optional.empty();
  }

  static Site find(Optional<Path> given, Optional<String> environment, Path here) {
    return given
        .map(folder -> marked(folder, Found.OPTION))
        .or(() -> environment.map(folder -> marked(Path.of(folder), Found.ENVIRONMENT)))
        .or(() -> above(here))
        .orElseGet(Site::shipped);
  }

  public static Site shipped() {
    return new Site(ProjectFiles.file("").toAbsolutePath(), Found.SHIPPED);
  }

  private static Site marked(Path folder, Found found) {
    if (!isSite(folder)) {
      throw new ToolException(
          found.words
              + " "
              + folder
              + " is no site: it has no "
              + MARK
              + ". exec-guard init "
              + folder
              + " makes one");
    }
    return new Site(folder.toAbsolutePath().normalize(), found);
  }

  private static Optional<Site> above(Path here) {
    return Stream.iterate(
            here.toAbsolutePath().normalize(), folder -> folder != null, Path::getParent)
        .filter(Site::isSite)
        .findFirst()
        .map(folder -> new Site(folder, Found.ABOVE));
  }

  private static boolean isSite(Path folder) {
    return Files.isRegularFile(folder.resolve(MARK));
  }

  /// One of its files, by a path as short as it can be.
  public Path file(String name) {
    return ProjectFiles.shortest(folder.resolve(name));
  }

  private String inWords() {
    return "the site is " + folder + " (" + found.words + ")";
  }
}
