package io.execguard.tool.plugin;

import static java.util.stream.Collectors.joining;

import io.execguard.tool.kubectl.KubectlProgram.Run;
import io.execguard.tool.kubectl.ResourceName;
import io.execguard.tool.terminal.ExitCodes;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `kubectl guard why`: the guard's answer, where a client hides it. It asks for a session in such
/// a way that the API server judges it as any other and then opens none.
@Command(
    name = "why",
    mixinStandardHelpOptions = true,
    description = {
      "Shows why a session is refused, where a tool shows a bare 403 or nothing: asks for the same by"
          + " kubectl create --raw, which opens no session and runs nothing.",
      "The attempt is on record like any other."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:it would be opened", "1:it would not", "2:a mistake on the command line"})
final class GuardWhyCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @ParentCommand private GuardCommand guard;

  @Parameters(index = "0", paramLabel = "POD", description = "the pod that was to be entered")
  private String pod = "";

  @Parameters(
      index = "1..*",
      paramLabel = "COMMAND",
      description = "behind --; default: true, for a session is refused whatever it runs")
  private List<String> command = List.of("true");

  @Option(
      names = {"-c", "--container"},
      paramLabel = "NAME",
      description = "as for kubectl exec")
  private String container = "";

  @Option(
      names = {"-i", "--stdin"},
      arity = "0..1",
      fallbackValue = "true",
      paramLabel = "true|false",
      description =
          "whether the tool asks for stdin, as kubectl exec -i does; default: true. With"
              + " --stdin=false it is asked for a single command")
  private boolean stdin = true;

  @Override
  public Integer call() {
    KubectlCluster cluster = guard.cluster().cluster(spec.commandLine());
    ResourceName.pod(pod);
    String namespace = guard.cluster().namespace(cluster);
    List<String> asking = List.of("create", "--raw", path(namespace), "-f", "/dev/null");
    cluster.out().println(cluster.line(asking));
    cluster.out().flush();
    Run.Ended ended = cluster.asks(asking);
    ApiAnswer answer = ApiAnswer.of(ended.errors().isBlank() ? ended.output() : ended.errors());
    cluster.out().println(KubectlCluster.printable(answer.words(namespace, pod)));
    return answer instanceof ApiAnswer.Admitted ? 0 : ExitCodes.MISSED;
  }

  private String path(String namespace) {
    StringBuilder path =
        new StringBuilder("/api/v1/namespaces/" + namespace + "/pods/" + pod + "/exec?");
    path.append(command.stream().map(word -> "command=" + encoded(word)).collect(joining("&")));
    if (stdin) {
      path.append("&stdin=true");
    }
    if (!container.isEmpty()) {
      path.append("&container=").append(ResourceName.container(container));
    }
    return path.toString();
  }

  private static String encoded(String word) {
    return URLEncoder.encode(word, StandardCharsets.UTF_8);
  }
}
