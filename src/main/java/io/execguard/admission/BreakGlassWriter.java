package io.execguard.admission;

import io.execguard.policy.Access;
import io.execguard.policy.Constraint;
import io.execguard.policy.Decision;
import io.execguard.policy.Grant;
import io.execguard.policy.NamespaceChangeReview;
import io.execguard.policy.Violation;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.core.JsonGenerator;

/// Writes what a record says of break-glass: of the one that a session was opened under or that did
/// not help it, of one that is made, changed or taken away, and of labels that move a namespace in
/// or out of a constraint.
///
/// Its share of a record: two texts of 1 KiB, and names of constraints, 63 characters each.
final class BreakGlassWriter {
  private static final int MOST_CONSTRAINTS = 10;
  private static final int LABELS_BEFORE = 4 << 10;

  private BreakGlassWriter() {}

  static void write(JsonGenerator json, BoundedMembers members, DecisionRecord entry) {
    entry
        .decision()
        .evidence()
        .ruling()
        .ifPresentOrElse(
            ruling -> change(json, members, entry, ruling), () -> session(json, members, entry));
  }

  private static void session(JsonGenerator json, BoundedMembers members, DecisionRecord entry) {
    Grant grant = entry.input().grant();
    Decision.Evidence evidence = entry.decision().evidence();
    if (grant instanceof Grant.None
        || (evidence.opened().isEmpty() && evidence.violations().isEmpty())) {
      return;
    }
    json.writeObjectPropertyStart("breakGlass");
    grant(json, members, grant);
    names(json, "opened", evidence.opened().stream().map(Violation::constraint).toList());
    json.writeArrayPropertyStart("notOpened");
    for (Violation violation : evidence.violations().stream().limit(MOST_CONSTRAINTS).toList()) {
      json.writeStartObject();
      json.writeStringProperty("constraint", violation.constraint().name());
      json.writeStringProperty("why", violation.standing().word());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void change(
      JsonGenerator json,
      BoundedMembers members,
      DecisionRecord entry,
      NamespaceChangeReview ruling) {
    if (ruling.change() != NamespaceChangeReview.Change.NONE) {
      json.writeObjectPropertyStart("breakGlass");
      json.writeStringProperty("change", ruling.change().word());
      grant(json, members, ruling.grant());
      ruling
          .refused()
          .ifPresentOrElse(
              refused -> {
                json.writeStringProperty("refusal", refused.why().word());
                names(json, "concerns", refused.concerned());
              },
              () -> {
                names(json, "opens", ruling.opens());
                names(json, "leavesShut", ruling.shut());
                names(json, "carriedTo", ruling.carried());
                json.writeNumberProperty("carriedToInAll", ruling.carried().size());
              });
      json.writeEndObject();
    }
    labels(json, members, entry, ruling);
  }

  private static void labels(
      JsonGenerator json,
      BoundedMembers members,
      DecisionRecord entry,
      NamespaceChangeReview ruling) {
    if (entry.review().access() instanceof Access.NamespaceChange(var before, var after)
        && before.filter(facts -> !facts.labels().equals(after.labels())).isPresent()) {
      json.writeObjectPropertyStart("labelChange");
      names(json, "begins", ruling.begins());
      names(json, "ceases", ruling.ceases());
      json.writeNumberProperty("ceasesInAll", ruling.ceases().size());
      members.entries(
          "before",
          DecisionWriter.deciding(before.orElseThrow().labels(), entry.labelKeys().ofNamespaces()),
          LABELS_BEFORE);
      json.writeEndObject();
    }
  }

  private static void grant(JsonGenerator json, BoundedMembers members, Grant grant) {
    switch (grant) {
      case Grant.None _ -> {}
      case Grant.Faulty faulty -> json.writeStringProperty("fault", faulty.word());
      case Grant.Written written -> {
        json.writeStringProperty("from", written.from().toString());
        json.writeStringProperty("until", written.until().toString());
        members.text("reason", written.reason());
        members.text("by", written.by());
      }
    }
  }

  private static void names(JsonGenerator json, String name, List<Constraint> constraints) {
    json.writeArrayPropertyStart(name);
    Stream<String> names = constraints.stream().map(Constraint::name);
    names.limit(MOST_CONSTRAINTS).forEach(json::writeString);
    json.writeEndArray();
  }
}
