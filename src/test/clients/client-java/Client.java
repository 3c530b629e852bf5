import io.kubernetes.client.Attach;
import io.kubernetes.client.Copy;
import io.kubernetes.client.Exec;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.Configuration;
import io.kubernetes.client.util.Config;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Timer;
import java.util.TimerTask;

/// The official Java client, called as its examples call it: `Client ACTION NAMESPACE POD CONTAINER
/// LOCAL REMOTE`. An exception is left alone: what it shows is what its users see.
public final class Client {
  private static final String[] HI = {"echo", "hi"};
  private static final String[] SHELL = {"sh", "-c", "read line; echo got $line"};
  private static final int PATIENCE_SECONDS = 15;

  private Client() {}

  public static void main(String[] arguments) {
    new Timer(true).schedule(new Hanging(), PATIENCE_SECONDS * 1000L);
    try {
      run(arguments[0], arguments[1], arguments[2], arguments[3], arguments[4], arguments[5]);
      System.exit(0); // its threads would keep the process for minutes
    } catch (Exception e) {
      e.printStackTrace();
      System.exit(1);
    }
  }

  private static void run(
      String action, String namespace, String pod, String container, String local, String remote)
      throws Exception {
    ApiClient client = Config.defaultClient();
    Configuration.setDefaultApiClient(client);
    Exec exec = new Exec();
    switch (action) {
      case "command" ->
          await(exec.newExecutionBuilder(namespace, pod, HI).setContainer(container).execute());
      case "quiet" ->
          await(
              exec.newExecutionBuilder(namespace, pod, HI)
                  .setContainer(container)
                  .setStdin(false)
                  .execute());
      case "session" -> {
        Process process = exec.exec(namespace, pod, SHELL, container, true, true);
        process.getOutputStream().write("hello\n".getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
        await(process);
      }
      case "upload" ->
          new Copy()
              .copyFileToPod(
                  namespace, pod, container, Path.of(local, "up.txt"), Path.of(remote, "up.txt"));
      case "download" ->
          new Copy()
              .copyFileFromPod(
                  namespace, pod, container, remote + "/down.txt", Path.of(local, "down.txt"));
      case "attach" -> attach(namespace, pod);
      default -> throw new IllegalArgumentException(action);
    }
  }

  /// Reads along while it runs, as the examples do.
  private static void await(Process process) throws Exception {
    Thread reader = new Thread(() -> copy(process.getInputStream()));
    reader.start();
    System.out.println("exit code " + process.waitFor());
    process.destroy();
    reader.join();
  }

  private static void copy(InputStream output) {
    try {
      output.transferTo(System.out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Shows the first line of what the container says.
  private static void attach(String namespace, String pod) throws Exception {
    try (Attach.AttachResult attached =
        new Attach().newConnectionBuilder(namespace, pod).setStdout(true).connect()) {
      byte[] first = attached.getStandardOutputStream().readNBytes("attached".length());
      System.out.println(new String(first, StandardCharsets.UTF_8));
    }
  }

  /// What waits for a connection that was refused waits for ever.
  private static final class Hanging extends TimerTask {
    @Override
    public void run() {
      System.out.println("hangs");
      System.exit(3);
    }
  }
}
