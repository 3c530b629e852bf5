package io.execguard.tool.site;

import io.execguard.json.Cursor;
import io.execguard.json.Json;
import io.execguard.tool.files.ProjectFiles;
import io.execguard.tool.files.Site;
import io.execguard.tool.files.YamlFile;
import io.execguard.tool.terminal.Nearest;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// The parameters that `template.yaml` takes, and what it says of their values: CloudFormation says
/// it after minutes, and of an unknown one nothing.
///
/// @param all by name
record StackParameters(Map<String, Cursor> all) {
  /// They follow from the site's other files: whoever gave one would take the clusters away.
  private static final Map<String, String> FOLLOW =
      Map.of(
          "ClusterArns", Site.CLUSTERS,
          "ReaderRoleArns", Site.CLUSTERS,
          "Fleet", Site.CLUSTERS,
          "PolicyDigest", Site.POLICY,
          "Release", "the release");

  static StackParameters shipped() {
    Path template = ProjectFiles.file("template.yaml");
    return new StackParameters(new LinkedHashMap<>(YamlFile.read(template).members("Parameters")));
  }

  /// What is wrong with a parameter.
  Optional<String> problem(String name, String value) {
    if (FOLLOW.containsKey(name)) {
      return Optional.of(name + " follows from " + FOLLOW.get(name) + ", and nobody gives it");
    }
    Cursor parameter = all.get(name);
    if (parameter == null) {
      return Optional.of(unknown(name));
    }
    // Line by line and in quotes, they go to sam: another parameter could hide in one.
    if (value.chars().anyMatch(c -> c == '"' || Character.isISOControl(c))) {
      return Optional.of(
          name + " has a quote or a control character, which the stack takes in none");
    }
    return Optional.of(parameter)
        .flatMap(rules -> broken(rules, value))
        .map(right -> name + " is " + shown(value) + ": " + right);
  }

  private String unknown(String name) {
    List<String> own = all.keySet().stream().filter(known -> !FOLLOW.containsKey(known)).toList();
    return "the stack has no parameter "
        + name
        + Nearest.to(name, own)
            .map(nearest -> "; is it " + nearest + "?")
            .orElse("; it has " + String.join(", ", own));
  }

  private static Optional<String> broken(Cursor rules, String value) {
    List<String> allowed =
        rules.items("AllowedValues").stream().map(StackParameters::text).toList();
    if (!allowed.isEmpty() && !allowed.contains(value)) {
      return Optional.of("it takes " + String.join(", ", allowed));
    }
    if (rules.text("Type").equals("Number")) {
      if (!value.matches("-?[0-9]+(\\.[0-9]+)?")) {
        return Optional.of("it takes a number");
      }
      Optional<String> least = rules.optional("MinValue").map(StackParameters::text);
      if (least.isPresent() && new BigDecimal(value).compareTo(new BigDecimal(least.get())) < 0) {
        return Optional.of("it takes at least " + least.get());
      }
    }
    String pattern = rules.text("AllowedPattern");
    return pattern.isEmpty() || Pattern.matches(pattern, value)
        ? Optional.empty()
        : Optional.of("it takes " + pattern);
  }

  private static String text(Cursor value) {
    return value.json() instanceof Json.Digits(String digits, _) ? digits : value.text();
  }

  private static String shown(String value) {
    return value.isEmpty() ? "empty" : value;
  }
}
