package io.execguard.testing;

import io.execguard.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a filter pattern looks at: `$.users[0].id`.
///
/// @param steps names, and numbers of elements
public record FilterSelector(List<Step> steps) {
  private static final Pattern STEP = Pattern.compile("\\.([A-Za-z0-9_-]+)|\\[(\\d+)]");

  /// One level down.
  public sealed interface Step {
    record Name(String name) implements Step {}

    record Element(int index) implements Step {}
  }

  public FilterSelector {
    steps = List.copyOf(steps);
  }

  static FilterSelector of(String text) {
    List<Step> steps = new ArrayList<>();
    Matcher matcher = STEP.matcher(text);
    while (matcher.find()) {
      String name = matcher.group(1);
      steps.add(
          name == null
              ? new Step.Element(Integer.parseInt(matcher.group(2)))
              : new Step.Name(name));
    }
    return new FilterSelector(steps);
  }

  /// The value, empty where there is none; null is a value.
  public Optional<Json> in(Json event) {
    Optional<Json> here = Optional.of(event);
    for (Step step : steps) {
      here = here.flatMap(json -> below(json, step));
    }
    return here;
  }

  private static Optional<Json> below(Json json, Step step) {
    return switch (step) {
      case Step.Name(String name) ->
          json instanceof Json.Members(Map<String, Json> values, _)
              ? Optional.ofNullable(values.get(name))
              : Optional.empty();
      case Step.Element(int index) ->
          json instanceof Json.Items(List<Json> values, _) && index < values.size()
              ? Optional.of(values.get(index))
              : Optional.empty();
    };
  }
}
