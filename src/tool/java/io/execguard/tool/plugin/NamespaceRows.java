package io.execguard.tool.plugin;

import io.execguard.tool.terminal.TextTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What the policy and its registration make of namespaces, as a table. Namespaces with the same
/// answer are one row, and so are requests.
final class NamespaceRows {
  private static final List<String> HEAD =
      List.of("NAMESPACES", "REQUESTS", "CONSTRAINTS", "DOORS", "IN AN OUTAGE");

  private static final List<String> BETWEEN = List.of("", "", "", "", "");

  /// With two blanks between each they are [io.execguard.tool.terminal.LineWrap#COLUMNS] together.
  private static final List<Integer> MOST = List.of(34, 20, 32, 14, 12);

  /// Of a cluster with hundreds that are equal, some lines of names; the output for machines has
  /// each.
  private static final int MOST_NAMES = 12;

  /// Requests with the same answer.
  private record Answer(String constraints, String doors, String outage) {}

  private NamespaceRows() {}

  /// What most constraints mean comes first.
  static List<String> of(List<ClusterNamespace> namespaces) {
    Map<NamespaceAnswer, List<String>> byAnswer =
        ClusterNamespaces.grouped(namespaces, ClusterNamespace::answer);
    Map<Map<Answer, String>, List<String>> byRows = new LinkedHashMap<>();
    byAnswer.entrySet().stream()
        .sorted(Comparator.comparingInt(entry -> -objections(entry.getKey())))
        .forEach(
            entry ->
                byRows
                    .computeIfAbsent(answers(entry.getKey()), _ -> new ArrayList<>())
                    .addAll(entry.getValue()));
    List<List<String>> rows = new ArrayList<>();
    rows.add(HEAD);
    byRows.forEach(
        (answers, names) -> {
          if (rows.size() > 1) {
            rows.add(BETWEEN);
          }
          add(rows, answers, names(names.stream().sorted().toList()));
        });
    return TextTable.wrapped(rows, MOST);
  }

  private static int objections(NamespaceAnswer answer) {
    return answer.constraints().stream().mapToInt(reach -> reach.requests().size()).sum();
  }

  private static void add(List<List<String>> rows, Map<Answer, String> answers, String names) {
    String first = names;
    for (Map.Entry<Answer, String> entry : answers.entrySet()) {
      Answer answer = entry.getKey();
      rows.add(List.of(first, entry.getValue(), answer.constraints, answer.doors, answer.outage));
      first = "";
    }
  }

  /// The requests by their answers.
  private static Map<Answer, String> answers(NamespaceAnswer answer) {
    return answer.requests().stream()
        .collect(
            Collectors.groupingBy(
                request ->
                    new Answer(
                        constraints(answer, request.sample()),
                        request.doors().isEmpty() ? "none" : String.join(", ", request.doors()),
                        request.outage()),
                LinkedHashMap::new,
                Collectors.mapping(request -> request.sample().word(), Collectors.joining(", "))));
  }

  private static String constraints(NamespaceAnswer answer, SampleRequest sample) {
    String objecting =
        answer.constraints().stream()
            .flatMap(reach -> constraint(reach, sample).stream())
            .collect(Collectors.joining(", "));
    return objecting.isEmpty() ? "none" : objecting;
  }

  /// One that the namespace's name keeps out is told, too: its labels may say something else.
  private static Optional<String> constraint(NamespaceAnswer.Reach reach, SampleRequest sample) {
    String name = reach.constraint().name();
    if (reach.requests().contains(sample.word())) {
      return Optional.of(
          Stream.of(
                  reach.constraint().enforcementAction().word(),
                  reach.isOfSomePods() && sample.isInPod() ? "some pods" : "")
              .filter(word -> !word.isEmpty())
              .collect(Collectors.joining(", ", name + " (", ")")));
    }
    return reach
        .excludedBy()
        .filter(_ -> sample.isCoveredBy(reach.constraint()))
        .map(pattern -> "not " + name + " (excludes " + pattern.text() + ")");
  }

  /// How many, and which.
  static String names(List<String> names) {
    String some = names.stream().limit(MOST_NAMES).collect(Collectors.joining(", "));
    int more = names.size() - MOST_NAMES;
    return (names.size() == 1 ? "" : names.size() + ": ")
        + some
        + (more > 0 ? " and " + more + " more" : "");
  }
}
