package io.execguard.cluster;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.stream.Stream;

/// A release on a machine that has nothing else, and what it says that it is.
///
/// @param folder of the release there
/// @param version such as `1.2.3`
/// @param commit the digits of git's that are told
record Installed(BareMachine machine, String folder, String version, String commit) {
  private static final int DIGITS = 12;

  /// The site's folder, with a blank in its name.
  static final String SITE = BareMachine.HOME + "/our guard";

  /// @param archive of the release; its name is the folder's and the platform
  static Installed of(BareMachine machine, Path archive) {
    String name = String.valueOf(archive.getFileName()).replaceFirst("-linux-\\w+\\.tar\\.gz$", "");
    String folder = "/opt/exec guard/" + name;
    Path told = machine.root().resolve(folder.substring(1)).resolve("release.properties");
    Properties release = new Properties();
    try (Reader reader = Files.newBufferedReader(told)) {
      release.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Installed(
        machine,
        folder,
        release.getProperty("version"),
        release.getProperty("commit").substring(0, DIGITS));
  }

  /// As `--version`, the stack's output and the report's page have it.
  String words() {
    return "exec-guard " + version + " (commit " + commit;
  }

  /// As each record has it.
  String inRecords() {
    return "\"release\":{\"version\":\"%s\",\"commit\":\"%s".formatted(version, commit);
  }

  /// The tool, on the site.
  String tool(String... arguments) {
    return machine.done(line(folder + "/exec-guard", arguments));
  }

  Outcome runTool(String... arguments) {
    return machine.run(line(folder + "/exec-guard", arguments));
  }

  /// A script of `infra/`, on the site.
  String script(String name, String... arguments) {
    return machine.done(line(folder + "/infra/" + name, arguments));
  }

  /// Registers a cluster; kubectl's context has the name that EKS knows the cluster by.
  void register(String id, String name, String... more) {
    script(
        "register-cluster",
        Stream.concat(
                Stream.of("--yes", id, "--context", name, "--name", name),
                Stream.concat(Stream.of("--region", LocalAws.REGION), Stream.of(more)))
            .toArray(String[]::new));
  }

  private static String[] line(String program, String... arguments) {
    return Stream.concat(Stream.of("env", "EXEC_GUARD_SITE=" + SITE, program), Stream.of(arguments))
        .toArray(String[]::new);
  }
}
