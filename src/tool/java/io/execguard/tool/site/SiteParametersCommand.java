package io.execguard.tool.site;

import io.execguard.tool.files.Site;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `exec-guard site parameters`: the stack's parameters, each held against `template.yaml`.
@Command(
    name = "parameters",
    mixinStandardHelpOptions = true,
    description = {
      "Prints the stack's parameters that the site or the command line gives, a line each; the"
          + " command line's count.",
      "Refuses those that the template does not have, or whose value it does not take."
    })
final class SiteParametersCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(arity = "0..*", paramLabel = "NAME=VALUE", description = "in place of the site's")
  private List<String> given = List.of();

  @Override
  public Integer call() {
    GivenParameters parameters = GivenParameters.of(SiteFile.of(Site.of(spec)), given);
    parameters.requireTaken(StackParameters.shipped());
    PrintWriter out = spec.commandLine().getOut();
    parameters.all().forEach((name, parameter) -> out.println(name + "=" + parameter.value()));
    return 0;
  }
}
