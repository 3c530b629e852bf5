package io.execguard.tool.site;

import io.execguard.tool.files.YamlFile;
import io.execguard.tool.site.SiteFile.Given;
import io.execguard.tool.terminal.ToolException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The stack's parameters that a site or a command line gives, by name. The command line's count.
record GivenParameters(SiteFile site, Map<String, Given> all) {
  /// @param arguments of the command line, NAME=VALUE each
  static GivenParameters of(SiteFile site, List<String> arguments) {
    Map<String, Given> all = new LinkedHashMap<>(site.parameters());
    for (String argument : arguments) {
      Map.Entry<String, String> parameter = split(argument);
      Given before = all.put(parameter.getKey(), new Given(parameter.getValue(), 0));
      if (before != null && before.line() == 0) {
        throw new ToolException(parameter.getKey() + " is given twice: give it once");
      }
    }
    return new GivenParameters(site, all);
  }

  private static Map.Entry<String, String> split(String argument) {
    int equals = argument.indexOf('=');
    if (equals <= 0) {
      throw new ToolException(argument + " is no parameter: NAME=VALUE");
    }
    return Map.entry(argument.substring(0, equals), argument.substring(equals + 1));
  }

  /// @throws ToolException with each that the stack does not take
  void requireTaken(StackParameters stack) {
    List<String> problems = new ArrayList<>();
    all.forEach(
        (name, parameter) ->
            stack
                .problem(name, parameter.value())
                .map(
                    problem ->
                        parameter.line() == 0
                            ? problem
                            : YamlFile.mistake(site.file(), parameter.line(), problem))
                .ifPresent(problems::add));
    if (!problems.isEmpty()) {
      throw new ToolException(problems);
    }
  }
}
