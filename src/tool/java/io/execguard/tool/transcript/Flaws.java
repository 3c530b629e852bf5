package io.execguard.tool.transcript;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// What is wrong with one transcript: of each kind how often, and a sentence about the first.
final class Flaws {
  private final Map<Flaw, Problem> problems = new EnumMap<>(Flaw.class);

  void add(Flaw flaw, String sentence) {
    problems.merge(
        flaw,
        new Problem(flaw, 1, sentence),
        (known, _) -> new Problem(flaw, known.times() + 1, known.sentence()));
  }

  boolean has(Flaw flaw) {
    return problems.containsKey(flaw);
  }

  List<Problem> list() {
    return List.copyOf(problems.values());
  }
}
