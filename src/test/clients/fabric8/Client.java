import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.ContainerResource;
import io.fabric8.kubernetes.client.dsl.ExecWatch;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// fabric8's client, called as its examples call it: `Client ACTION NAMESPACE POD CONTAINER LOCAL
/// REMOTE`. An exception is left alone: what it shows is what its users see.
public final class Client {
  private Client() {}

  public static void main(String[] arguments) throws Exception {
    Path local = Path.of(arguments[4]);
    String remote = arguments[5];
    try (KubernetesClient client = new KubernetesClientBuilder().build()) {
      ContainerResource container =
          client.pods().inNamespace(arguments[1]).withName(arguments[2]).inContainer(arguments[3]);
      switch (arguments[0]) {
        case "command", "quiet" ->
            await(container.writingOutput(System.out).writingError(System.err).exec("echo", "hi"));
        case "session" ->
            await(
                container
                    .readingInput(typed())
                    .writingOutput(System.out)
                    .writingError(System.err)
                    .withTTY()
                    .exec("sh", "-c", "read line; echo got $line"));
        case "upload" ->
            System.out.println(
                "upload: " + container.file(remote + "/up.txt").upload(local.resolve("up.txt")));
        case "download" ->
            System.out.println(
                "copy: " + container.file(remote + "/down.txt").copy(local.resolve("down.txt")));
        case "attach" -> attach(container);
        default -> throw new IllegalArgumentException(arguments[0]);
      }
    }
  }

  private static void await(ExecWatch watch) throws Exception {
    try (watch) {
      System.out.println("exit code " + watch.exitCode().get(20, TimeUnit.SECONDS));
    }
  }

  /// Shows the first line of what the container says.
  private static void attach(ContainerResource container) throws Exception {
    try (ExecWatch watch = container.redirectingInput().redirectingOutput().withTTY().attach()) {
      byte[] first = new byte[8];
      int length = watch.getOutput().readNBytes(first, 0, first.length);
      System.out.println(new String(first, 0, length, StandardCharsets.UTF_8));
    }
  }

  private static InputStream typed() {
    return new ByteArrayInputStream("hello\n".getBytes(StandardCharsets.UTF_8));
  }
}
