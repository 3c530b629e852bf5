package io.execguard.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A person's machine without a JDK, Maven and git, in which releases lie unpacked: a chroot, as
/// `src/test/release/machine` makes it.
///
/// @param root its `/`, as this machine sees it
/// @param environment of each command, beside `HOME` and `PATH`
record BareMachine(Workshop outside, Path root, Map<String, String> environment)
    implements AutoCloseable {
  private static final String MACHINE = Path.of("src/test/release/machine").toAbsolutePath() + "";

  /// Where a person is, and keeps what is theirs.
  static final String HOME = "/home/team";

  /// Takes some seconds.
  ///
  /// @param aws the folder of `aws` and `sam` and of what they need
  /// @param archives of releases, each for this platform
  static BareMachine make(
      Binaries binaries, Path aws, List<Path> archives, Map<String, String> environment) {
    try {
      Supervisor supervisor = Supervisor.start(binaries.supervise());
      Path root = supervisor.directory().resolve("machine");
      Workshop outside = new Workshop(supervisor.directory(), supervisor, Map.of());
      outside.done(
          Stream.concat(
                  Stream.of(MACHINE, "make", root, aws, binaries.kubectl()), archives.stream())
              .map(Object::toString)
              .toArray(String[]::new));
      return new BareMachine(outside, root, environment);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Runs a command to its end.
  Outcome run(String... command) {
    Stream<String> variables =
        environment.entrySet().stream().map(one -> one.getKey() + "=" + one.getValue());
    return outside.run(
        Stream.of(Stream.of(MACHINE, "in", root.toString(), "env"), variables, Stream.of(command))
            .flatMap(words -> words)
            .toList());
  }

  /// The same, which has to go well.
  ///
  /// @throws AssertionError where it does not, with its words
  String done(String... command) {
    Outcome outcome = run(command);
    if (outcome.exitCode() != 0) {
      throw new AssertionError(List.of(command) + ": " + outcome);
    }
    return outcome.output();
  }

  /// A file of the person's, as this machine sees it.
  Path home(String file) {
    return root.resolve(HOME.substring(1)).resolve(file);
  }

  /// Hands the person a copy of a file of this machine.
  void give(Path file, String name) {
    try {
      UserPrincipal person = Files.getOwner(home(""));
      Files.setOwner(Files.copy(file, home(name)), person);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// As administrator, by a context of kubectl's, as `aws eks update-kubeconfig` would make it.
  void reaches(String name, ControlPlane cluster) {
    give(cluster.certificateAuthority(), name + ".pem");
    Stream.of(
            "set-cluster %s --server=%s --certificate-authority=%s.pem --embed-certs"
                .formatted(name, cluster.server(), name),
            "set-credentials %s --token=%s".formatted(name, cluster.token(User.ADMIN)),
            "set-context %1$s --cluster=%1$s --user=%1$s".formatted(name))
        .forEach(line -> done(("kubectl config " + line).split(" ")));
  }

  /// What CloudFormation tells of the stack.
  String output(String key) {
    return done(
            "aws",
            "cloudformation",
            "describe-stacks",
            "--stack-name",
            "exec-guard",
            "--query",
            "Stacks[0].Outputs[?OutputKey=='" + key + "'].OutputValue",
            "--output",
            "text")
        .strip();
  }

  @Override
  public void close() {
    outside.close();
  }
}
