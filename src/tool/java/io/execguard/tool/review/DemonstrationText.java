package io.execguard.tool.review;

import io.execguard.tool.handler.RecordLine;
import io.execguard.tool.terminal.LineWrap;
import io.execguard.tool.terminal.OneLine;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// The [Demonstration] for a person at a terminal: of each step what was typed, what kubectl
/// prints, and of its record what matters.
public final class DemonstrationText {
  private static final String INTRODUCTION =
      """
      The shipped policy.yaml, the handler that Lambda runs, and requests that a real API server sent.
      Namespace payments has the label environment=production, and the policy denies sessions there.
      """;

  /// Characters of a line that is not kubectl's own.
  private static final int WIDTH = LineWrap.COLUMNS - 8;

  /// Stands for a blank at which no line may end.
  private static final char FAST = '\u00a0';

  private static final String INDENT = "   ";

  private DemonstrationText() {}

  /// Prints all steps.
  public static void print(List<DemonstrationStep> steps, PrintWriter out) {
    out.println(INTRODUCTION);
    for (int i = 0; i < steps.size(); i++) {
      print(i + 1, steps.get(i), out);
    }
  }

  private static void print(int number, DemonstrationStep step, PrintWriter out) {
    out.println(number + ". " + step.kind().heading());
    out.println();
    typed(step).forEach(out::println);
    step.printed().forEach(line -> out.println(INDENT + OneLine.of(line)));
    out.println();
    String head = "record: ";
    for (String line :
        LineWrap.lines(String.join(" ", words(step.record())), WIDTH - head.length())) {
      out.println(INDENT + head + line.replace(FAST, ' '));
      head = " ".repeat(head.length());
    }
    out.println();
  }

  /// In lines that a shell takes for one.
  private static List<String> typed(DemonstrationStep step) {
    List<String> lines = LineWrap.lines(step.typed(), WIDTH - 4);
    return IntStream.range(0, lines.size())
        .mapToObj(
            i ->
                INDENT
                    + (i == 0 ? "$ " : "    ")
                    + lines.get(i)
                    + (i < lines.size() - 1 ? " \\" : ""))
        .toList();
  }

  /// Of the record what matters, by the names that it has there.
  private static List<String> words(RecordLine record) {
    List<String> words = new ArrayList<>();
    word(words, "door", record.text("door"));
    word(words, "decision", record.text("decision"));
    word(words, "reason", record.text("reason"));
    word(words, "constraint", record.text("constraint"));
    word(words, "user", record.who());
    word(words, "access", "\"" + record.what().replace(' ', FAST) + "\"");
    for (String name : List.of("reason", "until")) {
      word(words, "breakGlass." + name, record.text("breakGlass", name));
    }
    word(words, "recording.session", record.text("recording", "session"));
    word(words, "id", record.text("id"));
    return words;
  }

  private static void word(List<String> words, String name, String value) {
    if (!value.isEmpty()) {
      words.add(name + "=" + OneLine.of(value));
    }
  }
}
