package io.execguard.tool.site;

import io.execguard.tool.terminal.ExitCodes;
import io.execguard.tool.terminal.OneLine;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `exec-guard fleet self-test`: what the function's own test says of one cluster.
@Command(
    name = "self-test",
    mixinStandardHelpOptions = true,
    description = {
      "Reads what the deployed function answered to {\"selfTest\": true}. Exits with 0 where it reads"
          + " the cluster.",
      "Otherwise exits with 1 and prints the problem's word, or not-in-service where the function in"
          + " service does not know the cluster."
    })
final class FleetSelfTestCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "ID", description = "the cluster's id")
  private String id = "";

  @Option(
      names = "--answer",
      paramLabel = "FILE",
      required = true,
      description = "what aws lambda invoke wrote")
  private Path answer = Path.of("");

  @Override
  public Integer call() {
    Optional<String> problem = SelfTestAnswer.problem(answer, id);
    problem.map(OneLine::of).ifPresent(spec.commandLine().getOut()::println);
    return problem.isEmpty() ? 0 : ExitCodes.MISSED;
  }
}
