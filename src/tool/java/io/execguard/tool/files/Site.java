package io.execguard.tool.files;

import io.execguard.tool.terminal.ToolException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
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

  /// The site that a command takes for a file that it was not given; none where it takes the
  /// shipped example's.
  public static Optional<Site> taken(CommandSpec command, ParseResult parsed) {
    boolean takes =
        Stream.of("--policy", "--clusters")
            .anyMatch(
                option -> command.findOption(option) != null && !parsed.hasMatchedOption(option));
    return takes
        ? Optional.of(of(command)).filter(site -> site.found != Found.SHIPPED)
        : Optional.empty();
  }

  static Site find(Optional<Path> given, Optional<String> environment, Path here) {
    return given
        .map(folder -> marked(folder, Found.OPTION))
        .or(() -> environment.map(folder -> marked(path(folder), Found.ENVIRONMENT)))
        .or(() -> above(here))
        .orElseGet(Site::shipped);
  }

  public static Site shipped() {
    return new Site(ProjectFiles.file("").toAbsolutePath(), Found.SHIPPED);
  }

  private static Path path(String folder) {
    try {
      return Path.of(folder);
    } catch (InvalidPathException _) {
      throw new ToolException(
          VARIABLE + " is no path in this locale: set LC_ALL to C.UTF-8, for instance");
    }
  }

  /// The scripts of `infra/` read lines.
  ///
  /// @throws ToolException for a folder with a line end, say, in its name
  public static void requireName(Path folder) {
    if (folder.toString().chars().anyMatch(Character::isISOControl)) {
      throw new ToolException(
          "a site is no folder with a control character in its path: " + folder);
    }
  }

  private static Site marked(Path folder, Found found) {
    if (folder.toString().isEmpty()) {
      throw new ToolException(
          found.words + " is empty: name a folder, . for the one that you are in");
    }
    if (!isSite(folder)) {
      throw new ToolException(
          found.words
              + " "
              + folder
              + " is no site: "
              + (Files.exists(folder)
                  ? "it has no " + MARK + ". "
                  : "there is no such folder. Where it was moved, name its new place; ")
              + "exec-guard init "
              + folder
              + " makes one");
    }
    requireName(folder.toAbsolutePath());
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

  /// Which it is, for whoever did not name it on the command line.
  public Optional<String> inWords() {
    return found == Found.OPTION ? Optional.empty() : Optional.of(words());
  }

  private String words() {
    return "the site is " + folder + " (" + found.words + ")";
  }
}
