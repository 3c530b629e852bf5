package io.execguard.tool.site;

import io.execguard.tool.files.Site;
import io.execguard.tool.files.YamlFile;
import io.execguard.tool.site.SiteFile.Given;
import io.execguard.tool.terminal.ToolException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    SiteFile file = SiteFile.of(Site.of(spec));
    Map<String, Given> parameters = new LinkedHashMap<>(file.parameters());
    for (String argument : given) {
      Map.Entry<String, String> parameter = StackParameters.split(argument);
      Given before = parameters.put(parameter.getKey(), new Given(parameter.getValue(), 0));
      if (before != null && before.line() == 0) {
        throw new ToolException(parameter.getKey() + " is given twice: give it once");
      }
    }
    requireTaken(file, parameters);
    PrintWriter out = spec.commandLine().getOut();
    parameters.forEach((name, parameter) -> out.println(name + "=" + parameter.value()));
    return 0;
  }

  private static void requireTaken(SiteFile file, Map<String, Given> parameters) {
    StackParameters stack = StackParameters.shipped();
    List<String> problems = new ArrayList<>();
    parameters.forEach(
        (name, parameter) ->
            stack
                .problem(name, parameter.value())
                .map(
                    problem ->
                        parameter.line() == 0
                            ? problem
                            : YamlFile.mistake(file.file(), parameter.line(), problem))
                .ifPresent(problems::add));
    if (!problems.isEmpty()) {
      throw new ToolException(problems);
    }
  }
}
