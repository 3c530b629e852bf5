package io.execguard.tool;

import io.execguard.tool.files.ConfigurationFiles;
import io.execguard.tool.files.Site;
import io.execguard.tool.files.TextFile;
import io.execguard.tool.report.NotedReport;
import io.execguard.tool.review.Demonstration;
import io.execguard.tool.review.DemonstrationStep;
import io.execguard.tool.review.DemonstrationText;
import io.execguard.tool.review.PlayedAuditEvent;
import io.execguard.tool.review.PlayedRequest;
import io.execguard.tool.terminal.ExitCodes;
import io.execguard.tool.terminal.IoProblem;
import io.execguard.tool.terminal.OneLine;
import io.execguard.tool.terminal.ToolException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `exec-guard demo`: what the guard does, from a denial to the auditor's page, without a cluster.
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "Plays a single command, a session that is refused, break-glass and the session under it, and makes the"
          + " auditor's page of what was played. It needs no cluster and changes none.",
      "The reviews are those that a real API server made; they go through the handler that Lambda runs. The"
          + " audit events are played, and the page says so.",
      "The exit code is 1 where policy.yaml was edited so that it decides otherwise, or the report finds"
          + " anything that was not played."
    })
final class DemoCommand implements Callable<Integer> {
  /// The launcher knows whether standard output is a terminal; Java does not.
  private static final String TERMINAL = "exec-guard.output-terminal";

  private static final String NOTE =
      "This is the demonstration's evidence. The reviews were captured on a real API server, and the guard's own"
          + " handler decided them on this machine. The audit events were played to match, and the transcript was"
          + " captured before: no cluster took part.";

  @Spec private CommandSpec spec;

  @Option(
      names = "--directory",
      paramLabel = "DIR",
      description = "where the page and the logs go; default: a new temporary folder")
  private @Nullable Path directory;

  @Option(
      names = "--open",
      negatable = true,
      description =
          "show the page in a browser, where there is one; default: where standard output is a terminal")
  private @Nullable Boolean open;

  @Override
  public Integer call() {
    Instant end = Instant.now();
    Path policy = Site.shipped().file(Site.POLICY);
    List<DemonstrationStep> steps = Demonstration.played(ConfigurationFiles.policy(policy), end);
    Path folder = directory == null ? temporary() : directory;
    Path page = folder.resolve("report.html");
    boolean clean = evidence(steps, folder, end).write(page);
    PrintWriter out = spec.commandLine().getOut();
    DemonstrationText.print(steps, out);
    out.println("The auditor's page of it: " + page.toAbsolutePath().normalize());
    if (open == null ? Boolean.getBoolean(TERMINAL) : open) {
      BrowserWindow.ofThisMachine().show(page);
    }
    return verdict(surprises(steps, policy, clean));
  }

  private static Path temporary() {
    try {
      return Files.createTempDirectory("exec-guard-demo-");
    } catch (IOException e) {
      throw new ToolException(
          "no temporary folder can be made: "
              + IoProblem.inWords(e)
              + ". Name another by --directory");
    }
  }

  /// The logs of what was played, in files that `report` takes.
  private static NotedReport evidence(List<DemonstrationStep> steps, Path folder, Instant end) {
    List<PlayedRequest> requests =
        steps.stream().flatMap(step -> step.requests().stream()).toList();
    return new NotedReport(
        file(
            folder.resolve("decisions.jsonl"),
            requests.stream().flatMap(request -> request.lines().stream())),
        file(
            folder.resolve("audit.jsonl"),
            requests.stream().flatMap(request -> PlayedAuditEvent.of(request).lines().stream())),
        file(folder.resolve("container.log"), steps.stream().flatMap(step -> step.log().stream())),
        end.minus(Demonstration.PERIOD),
        end,
        Demonstration.CLUSTER,
        NOTE);
  }

  private static Path file(Path file, Stream<String> lines) {
    String text = lines.map(line -> line + "\n").collect(Collectors.joining());
    TextFile.write(file, text.getBytes(StandardCharsets.UTF_8));
    return file;
  }

  private static List<String> surprises(
      List<DemonstrationStep> steps, Path policy, boolean isClean) {
    List<String> surprises = new ArrayList<>();
    for (DemonstrationStep step : steps) {
      step.surprise()
          .map(surprise -> policy + " is not as it was shipped: " + surprise)
          .ifPresent(surprises::add);
    }
    if (!isClean) {
      surprises.add("the report found what was not played; its page says what");
    }
    return surprises;
  }

  private int verdict(List<String> surprises) {
    PrintWriter err = spec.commandLine().getErr();
    surprises.forEach(surprise -> err.println("exec-guard: " + OneLine.of(surprise)));
    return surprises.isEmpty() ? 0 : ExitCodes.MISSED;
  }
}
