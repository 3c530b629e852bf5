package io.execguard.tool.review;

import io.execguard.json.JsonLine;
import io.execguard.json.JsonWriter;
import io.execguard.policy.ConstraintOutcome;
import io.execguard.policy.ConstraintResult;
import io.execguard.policy.Door;
import java.nio.charset.StandardCharsets;

/// An explanation for machines. Where no webhook is asked, `ifAsked` has what would be decided, and
/// so do `constraints` and `record`.
final class ExplainedJson {
  private ExplainedJson() {}

  static String of(Explained explained) {
    byte[] line =
        JsonLine.of(
            json -> {
              decision(json, explained);
              json.writeArrayPropertyStart("constraints");
              explained.judgements().forEach(judgement -> judgement(json, explained, judgement));
              json.writeEndArray();
              json.writeName("record");
              json.writeRawValue(explained.replayed().record());
            });
    return new String(line, StandardCharsets.UTF_8);
  }

  private static void decision(JsonWriter json, Explained explained) {
    explained
        .passage()
        .unasked()
        .ifPresentOrElse(
            unasked -> {
              json.writeStringProperty("decision", unasked.word());
              json.writeStringProperty("why", unasked.why());
              json.writeArrayPropertyStart("doors");
              json.writeEndArray();
              json.writeObjectPropertyStart("ifAsked");
              decided(json, explained);
              json.writeEndObject();
            },
            () -> {
              decided(json, explained);
              json.writeArrayPropertyStart("doors");
              explained.passage().doors().stream().map(Door::name).forEach(json::writeString);
              json.writeEndArray();
            });
  }

  private static void decided(JsonWriter json, Explained explained) {
    json.writeStringProperty("decision", explained.replayed().recorded("decision"));
    json.writeStringProperty("reason", explained.replayed().recorded("reason"));
  }

  private static void judgement(JsonWriter json, Explained explained, ConstraintResult judgement) {
    json.writeStartObject();
    json.writeStringProperty("constraint", judgement.constraint().name());
    json.writeStringProperty(
        "enforcementAction", judgement.constraint().enforcementAction().word());
    json.writeStringProperty("finding", word(judgement.outcome()));
    json.writeStringProperty("because", explained.explanation().of(judgement));
    json.writeEndObject();
  }

  /// A finding in one word, for machines.
  private static String word(ConstraintOutcome finding) {
    return switch (finding) {
      case ConstraintOutcome.Violated _ -> "violated";
      case ConstraintOutcome.Opened _ -> "opened";
      case ConstraintOutcome.Exempted _ -> "exempted";
      case ConstraintOutcome.Undecidable _ -> "undecidable";
      case ConstraintOutcome.NotViolated(ConstraintOutcome.Why why) ->
          switch (why) {
            case OTHER_CLUSTER -> "other-cluster";
            case NOTHING_COVERED -> "nothing-covered";
            case EXCLUDED_NAMESPACE -> "excluded-namespace";
            case OTHER_LABELS -> "other-labels";
            case OTHER_POD -> "other-pod";
          };
    };
  }
}
