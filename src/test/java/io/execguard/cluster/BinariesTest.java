package io.execguard.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BinariesTest {
  @TempDir private Path room;

  private Path project;
  private Path cache;

  @BeforeEach
  void aProjectWithABuildScript() throws IOException {
    project = room.resolve("project");
    cache = Files.createDirectory(room.resolve("cache"));
    executable(
        project.resolve("src/test/control-plane/build"),
        "#!/bin/sh\n[ $1 = --where ] && echo '" + cache + "' || echo '" + cache + "'/$1\n");
  }

  @Test
  void findsThemWhereTheBuildPutsThem() throws IOException {
    for (var name :
        List.of(
            "etcd", "kube-apiserver", "kubectl", "node", "supervise", "aws-iam-authenticator")) {
      executable(cache.resolve(name), "");
    }
    assertEquals(
        cache.resolve("kubectl"), Binaries.find(Map.of(), project, Optional.empty()).kubectl());
  }

  @Test
  void findsOursInTheCacheWhereKubebuildersFolderHasNoNode() throws IOException {
    var assets = Files.createDirectory(room.resolve("assets"));
    for (var name : new String[] {"etcd", "kube-apiserver", "kubectl"}) {
      executable(assets.resolve(name), "");
    }
    executable(cache.resolve("node"), "");
    executable(cache.resolve("supervise"), "");
    executable(cache.resolve("aws-iam-authenticator"), "");

    var found =
        Binaries.find(Map.of("KUBEBUILDER_ASSETS", assets.toString()), project, Optional.empty());

    assertEquals(assets.resolve("etcd"), found.etcd());
    assertEquals(cache.resolve("node"), found.node());
  }

  @Test
  void takesTheApiServerAndItsKubectlOfAnOlderKubernetesAndTheRestOfTheNewer() throws IOException {
    for (var name : List.of("etcd", "kubectl", "node", "supervise", "aws-iam-authenticator")) {
      executable(cache.resolve(name), "");
    }
    var older = cache.resolve("1.30");
    executable(older.resolve("kubectl"), "");
    executable(older.resolve("kube-apiserver"), "");

    var found = Binaries.find(Map.of(), project, Optional.of("1.30"));

    assertEquals(older.resolve("kube-apiserver"), found.apiServer());
    assertEquals(older.resolve("kubectl"), found.kubectl());
    assertEquals(cache.resolve("etcd"), found.etcd());
  }

  @Test
  void namesTheCommandThatBuildsWhatIsMissing() {
    var thrown =
        assertThrows(
            IllegalStateException.class, () -> Binaries.find(Map.of(), project, Optional.empty()));

    assertEquals(
        "The control plane of the tests has no etcd: build it with src/test/control-plane/build",
        thrown.getMessage());
  }

  private static void executable(Path file, String content) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }
}
