package io.execguard.tool.site;

import io.execguard.json.Cursor;
import io.execguard.json.Json;
import io.execguard.json.WrongShapeException;
import io.execguard.tool.files.Site;
import io.execguard.tool.files.YamlFile;
import io.execguard.tool.terminal.ToolException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// `exec-guard-site.yaml`: where a team's stack is and how it is deployed.
///
/// @param file for what is wrong in it
/// @param stack the CloudFormation stack's name
/// @param region AWS's; empty where the environment says it
/// @param account 12 digits; empty where any will do
/// @param parameters of the stack, by name
public record SiteFile(
    Path file, String stack, String region, String account, Map<String, Given> parameters) {
  private static final String STACK = "exec-guard";
  private static final String FORMAT = "1";

  /// A parameter's value.
  ///
  /// @param line where it stands; 0 on a command line
  public record Given(String value, int line) {}

  /// That of a site; the shipped example has none, and its stack is `exec-guard`.
  static SiteFile of(Site site) {
    Path file = site.file(Site.MARK);
    if (!Files.exists(file)) {
      return new SiteFile(file, STACK, "", "", Map.of());
    }
    try {
      return read(file, YamlFile.read(file));
    } catch (WrongShapeException e) {
      throw new ToolException(YamlFile.mistake(file, e.line(), e.sentence()));
    }
  }

  /// Refuses a site that this release does not know.
  ///
  /// @throws ToolException with what is wrong in its file
  public static void requireKnown(Site site) {
    of(site);
  }

  private static SiteFile read(Path file, Cursor document) {
    document.only(List.of("format", "stack", "region", "account", "parameters"));
    Cursor format = document.required("format");
    if (!text("format", format).equals(FORMAT)) {
      throw format.wrong(
          "is not "
              + FORMAT
              + ", the only one that this exec-guard knows: use the release that the site is for");
    }
    Map<String, Given> parameters = new LinkedHashMap<>();
    document
        .members("parameters")
        .forEach(
            (name, value) ->
                parameters.put(
                    name, new Given(text("parameters." + name, value), value.json().line())));
    return new SiteFile(
        file,
        like(
            document,
            "stack",
            STACK,
            "[A-Za-z][A-Za-z0-9-]{0,127}",
            "the name of a stack: letters, digits and '-', at most 128"),
        like(
            document, "region", "", "[a-z]{2}(-[a-z]+)+-[0-9]", "an AWS region, like eu-central-1"),
        like(document, "account", "", "[0-9]{12}", "an AWS account: 12 digits in quotes"),
        parameters);
  }

  private static String like(
      Cursor document, String key, String otherwise, String pattern, String words) {
    Function<Cursor, String> checked =
        value -> {
          if (!value.text().matches(pattern)) {
            throw value.wrong("is not " + words);
          }
          return value.text();
        };
    return document.optional(key).map(checked).orElse(otherwise);
  }

  /// CloudFormation's lists are texts with commas.
  private static String text(String name, Cursor value) {
    return switch (value.json()) {
      case Json.Text(String text, _) -> text;
      case Json.Digits(String digits, _) -> digits;
      case Json.Flag(boolean flag, _) -> String.valueOf(flag);
      case Json.Null _ -> "";
      case Json.Items _ -> String.join(",", value.items().stream().map(Cursor::text).toList());
      case Json.Members _ ->
          throw new WrongShapeException(name, value.json().line(), "is no text, number or list");
    };
  }
}
