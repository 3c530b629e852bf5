package io.execguard.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A client of Kubernetes other than kubectl, and the program of `src/test/clients` that calls it
/// as its own documentation does.
enum KubernetesClient {
  PYTHON("kubernetes (Python)", "kubernetes==", "requirements.txt"),
  LIGHTKUBE("lightkube (Python)", "lightkube==", "requirements.txt"),
  CLIENT_NODE("@kubernetes/client-node", "client-node\": \"", "client-node/package.json"),
  CLIENT_GO("client-go", "k8s.io/client-go v", "client-go/go.mod"),
  FABRIC8("fabric8 kubernetes-client", "kubernetes-client</artifactId>", "fabric8/pom.xml"),
  CLIENT_JAVA("client-java", "client-java</artifactId>", "client-java/pom.xml");

  private static final Path SOURCES = Path.of("src/test/clients");
  private static final String BUILD = "src/test/clients/build";

  /// Beside four others on two processors, a virtual machine with fabric8's classes takes fifteen
  /// seconds, and its tries against a guard that is down ten more.
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final String title;
  private final String pin;
  private final String pinned;

  KubernetesClient(String title, String pin, String pinned) {
    this.title = title;
    this.pin = pin;
    this.pinned = pinned;
  }

  /// The version that is tried, as the file says that pins it.
  String version() {
    String text = read(SOURCES.resolve(pinned));
    int at = text.indexOf(pin);
    if (at < 0) {
      throw new IllegalStateException(pinned + " does not pin " + this);
    }
    return text.substring(at + pin.length())
        .strip()
        .replaceFirst("(?s)^(<version>)?([0-9.]+).*", "$2");
  }

  /// As `docs/clients.md` calls it.
  String title() {
    return title;
  }

  /// Does one thing as [User#JANE], to its end.
  ///
  /// @param action `command`, `quiet`, `session`, `upload`, `download` or `attach`
  /// @param local has the file `up.txt`, and gets `down.txt`
  /// @param remote the same in the container, the other way round
  Outcome run(ControlPlane controlPlane, String action, String namespace, Path local, Path remote) {
    Kubectl jane = controlPlane.as(User.JANE);
    String kubeconfig = controlPlane.directory().resolve(User.JANE.kubeconfigName()).toString();
    return new Kubectl(
            jane.supervisor(),
            program(),
            Map.of("HOME", controlPlane.directory().toString(), "KUBECONFIG", kubeconfig),
            Optional.empty(),
            false,
            PATIENCE)
        .run(action, namespace, "web", "app", local.toString(), remote.toString());
  }

  private List<String> program() {
    Path folder = folder();
    return switch (this) {
      case PYTHON -> List.of(folder + "/python/bin/python", folder + "/python-client.py");
      case LIGHTKUBE -> List.of(folder + "/python/bin/python", folder + "/lightkube-client.py");
      case CLIENT_NODE -> List.of(folder + "/python/bin/node", folder + "/client-node/client.mjs");
      case CLIENT_GO -> List.of(folder + "/client-go/client");
      case FABRIC8 -> java(folder.resolve("fabric8"));
      case CLIENT_JAVA -> java(folder.resolve("client-java"));
    };
  }

  private static List<String> java(Path folder) {
    return List.of(
        ProcessHandle.current().info().command().orElseThrow(),
        "-XX:TieredStopAtLevel=1",
        "-classpath",
        folder.resolve("classes") + ":" + folder.resolve("lib") + "/*",
        "Client");
  }

  private static Path folder() {
    try {
      Process process =
          new ProcessBuilder(BUILD, "--where")
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      Path folder =
          Path.of(
              new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip());
      if (!Files.exists(folder.resolve("complete"))) {
        throw new IllegalStateException("The clients are not there: make them with " + BUILD);
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
