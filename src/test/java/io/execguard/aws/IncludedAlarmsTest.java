package io.execguard.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.testing.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// `infra/alarms.yaml`, which `template.yaml` includes.
final class IncludedAlarmsTest {
  /// CloudFormation reads a file that AWS::Include brings in without its short forms: `!Ref
  /// Decisions` is the text "Decisions" there, or an error. LocalStack and cfn-lint take them.
  @Test
  void whatIsIncludedHasNoShortForms() {
    assertEquals(
        List.of("!Ref"),
        tags(Template.node("template.yaml")).distinct().filter("!Ref"::equals).toList());
    assertEquals(List.of(), tags(Template.node("infra/alarms.yaml")).toList());
  }

  /// A resource that is deleted and made anew under another name loses its history, and a log group
  /// its records: what was included stays in the stack, beside what was not.
  @Test
  void whatIsIncludedStandsInTheStackItself() {
    assertTrue(
        Template.properties("AWS::CloudWatch::Alarm")
            .keySet()
            .containsAll(List.of("ErrorsAlarm", "RejectedAlarm")));
    assertEquals(3, Template.properties("AWS::Logs::LogGroup").size());
  }

  /// What a reviewer reads before they let it into an account: once more than that, and what
  /// repeats goes into what is included.
  @Test
  void whatIncludesItStaysBelowSixHundredLines() throws IOException {
    long lines = Files.readAllLines(Path.of("template.yaml")).size();
    assertTrue(lines < 600, () -> "template.yaml has " + lines + " lines");
  }

  private static Stream<String> tags(Node node) {
    Stream<Node> below =
        switch (node) {
          case MappingNode mapping ->
              mapping.getValue().stream()
                  .flatMap(tuple -> Stream.of(tuple.getKeyNode(), tuple.getValueNode()));
          case SequenceNode sequence -> sequence.getValue().stream();
          default -> Stream.empty();
        };
    Stream<String> own = Stream.of(node.getTag().getValue()).filter(tag -> !tag.startsWith("tag:"));
    return Stream.concat(own, below.flatMap(IncludedAlarmsTest::tags));
  }
}
