package io.execguard.tool.review;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.policy.EnforcementAction;
import io.execguard.policy.Policy;
import io.execguard.testing.LogGroups;
import io.execguard.testing.Policies;
import io.execguard.testing.RecordSchema;
import io.execguard.tool.files.ConfigurationFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What is played, by the policy as it is shipped and by another.
class DemonstrationTest {
  private final Instant end = Instant.now();

  private List<DemonstrationStep> shipped() {
    return Demonstration.played(ConfigurationFiles.policy(Path.of("policy.yaml")), end);
  }

  @Test
  void theShippedPolicyDecidesEachStepAsItIsTold() {
    List<DemonstrationStep> steps = shipped();

    assertEquals(
        List.of("allow not-interactive", "deny constraint", "allow grant", "allow break-glass"),
        steps.stream()
            .map(step -> step.record().text("decision") + " " + step.record().text("reason"))
            .toList());
    assertTrue(steps.stream().allMatch(step -> step.surprise().isEmpty()), steps.toString());
    assertEquals(
        List.of("commands", "sessions", "grants", "sessions"),
        steps.stream().map(step -> step.record().text("door")).toList());
  }

  /// A checkout whose policy was edited showed a demonstration that told of another.
  @Test
  void anotherPolicyIsToldByTheStepThatItDecidesOtherwise() {
    List<DemonstrationStep> steps =
        Demonstration.played(
            new Policy(List.of(Policies.production("only-watched", EnforcementAction.DRYRUN))),
            end);

    assertEquals(
        Optional.of(
            "\"A session in production is refused, and told the way out.\" came to allow (dryrun), not to"
                + " deny (constraint)"),
        steps.get(1).surprise());
  }

  @Test
  void everyLineIsARecordOfTheSchemaFromTheLastQuarterOfAnHour() {
    List<String> lines =
        shipped().stream()
            .flatMap(step -> step.requests().stream())
            .flatMap(request -> request.lines().stream())
            .toList();

    lines.forEach(RecordSchema::requireValid);
    assertEquals(
        8,
        lines.stream()
            .map(JsonMapper.shared()::readTree)
            .filter(line -> line.path("type").asString("").equals("decision"))
            .map(line -> Instant.parse(line.path("timestamp").asString("")))
            .filter(time -> time.isAfter(end.minus(Demonstration.PERIOD)))
            .filter(time -> time.isBefore(end.minus(Duration.ofMinutes(1))))
            .count());
  }

  /// The events are played: they have the members that kube-apiserver writes, and no others.
  @Test
  void anAuditEventHasTheMembersOfACapturedOne() {
    Set<String> captured = shapes(LogGroups.lines("report/audit.jsonl"));
    List<String> played =
        shipped().stream()
            .flatMap(step -> step.requests().stream())
            .flatMap(request -> PlayedAuditEvent.of(request).lines().stream())
            .toList();

    assertEquals(9, played.size());
    assertTrue(captured.containsAll(shapes(played)), () -> shapes(played) + "\n" + captured);
  }

  private static Set<String> shapes(List<String> events) {
    return events.stream()
        .map(JsonMapper.shared()::readTree)
        .map(
            event ->
                event.path("verb").asString("")
                    + " "
                    + event.path("stage").asString("")
                    + names(event)
                    + names(event.path("objectRef"))
                    + names(event.path("responseStatus")))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> names(JsonNode node) {
    Set<String> names = new TreeSet<>(node.propertyNames());
    // The captured run asked in other people's names.
    names.remove("impersonatedUser");
    return names;
  }
}
