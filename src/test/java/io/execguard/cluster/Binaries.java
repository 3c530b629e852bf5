package io.execguard.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The programs a control plane consists of, and the one that sees to it that they end.
record Binaries(
    Path etcd, Path apiServer, Path kubectl, Path node, Path supervise, Path authenticator) {
  private static final String BUILD = "src/test/control-plane/build";

  /// The system property that asks for an older kube-apiserver and kubectl: `-Dkubernetes=1.30`.
  static final String OLDER = "kubernetes";

  /// Looks where kubebuilder's envtest looks (`KUBEBUILDER_ASSETS`), then where our own build puts
  /// them. Of an older Kubernetes that is asked for, kube-apiserver and kubectl are of that one.
  ///
  /// @throws IllegalStateException when one is missing, naming the command that builds it
  static Binaries find() {
    return find(
        System.getenv(),
        Path.of(System.getProperty("basedir", "")),
        Optional.ofNullable(System.getProperty(OLDER)));
  }

  static Binaries find(Map<String, String> environment, Path project, Optional<String> older) {
    var assets = Optional.ofNullable(environment.get("KUBEBUILDER_ASSETS")).map(Path::of);
    var folders = Stream.concat(assets.stream(), Stream.of(cache(project))).toList();
    var ofThatVersion = older.map(version -> List.of(cache(project, version))).orElse(folders);
    return new Binaries(
        program(folders, "etcd"),
        program(ofThatVersion, "kube-apiserver"),
        program(ofThatVersion, "kubectl"),
        program(folders, "node"),
        program(folders, "supervise"),
        program(folders, "aws-iam-authenticator"));
  }

  private static Path program(List<Path> folders, String name) {
    return folders.stream()
        .map(folder -> folder.resolve(name).toAbsolutePath())
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "The control plane of the tests has no " + name + ": build it with " + BUILD));
  }

  private static Path cache(Path project, String... version) {
    var command = project.resolve(BUILD).toAbsolutePath().toString();
    var line = Stream.of(Stream.of(command), Stream.of(version), Stream.of("--where"));
    try {
      var where =
          new ProcessBuilder(line.flatMap(words -> words).toList())
              .redirectError(ProcessBuilder.Redirect.INHERIT);
      var process = where.start();
      var folder = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException(BUILD + " --where failed: its own words are above");
      }
      return Path.of(folder.strip());
    } catch (IOException e) {
      throw new UncheckedIOException("Could not run " + command, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while looking for the programs", e);
    }
  }
}
