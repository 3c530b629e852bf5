package io.execguard.admission;

import io.execguard.json.JsonWriter;
import io.execguard.policy.Access;
import io.execguard.policy.Constraint;
import io.execguard.policy.DecisionBasis;
import io.execguard.policy.Grant;
import io.execguard.policy.GrantChange;
import io.execguard.policy.NamespaceChangeReview;
import io.execguard.policy.Violation;
import java.util.List;
import java.util.stream.Stream;

/// Writes what a record says of break-glass: of the one that a session was opened under or that did
/// not help it, of one that is made, changed or taken away, and of labels that move a namespace in
/// or out of a constraint.
///
/// Its share of a record: three texts of 1 KiB, and names of constraints, 63 characters each.
final class BreakGlassWriter {
  private static final int MOST_CONSTRAINTS = 10;
  private static final int LABELS_BEFORE = 4 << 10;

  private BreakGlassWriter() {}

  static void ofAccess(
      JsonWriter json, BoundedMembers members, DecisionRecord entry, DecisionBasis.OfAccess basis) {
    if (basis.opened().isEmpty() && basis.violations().isEmpty()) {
      return;
    }
    Grant grant = entry.input().grant();
    if (grant instanceof Grant.None) {
      return;
    }
    json.writeObjectPropertyStart("breakGlass");
    grant(json, members, grant);
    names(json, "opened", basis.opened().stream().map(Violation::constraint).toList());
    json.writeArrayPropertyStart("notOpened");
    for (Violation violation : basis.violations().stream().limit(MOST_CONSTRAINTS).toList()) {
      json.writeStartObject();
      json.writeStringProperty("constraint", violation.constraint().name());
      json.writeStringProperty("why", violation.breakGlass().word());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  static void ofChange(
      JsonWriter json, BoundedMembers members, DecisionRecord entry, NamespaceChangeReview review) {
    if (review.change() != GrantChange.NONE) {
      json.writeObjectPropertyStart("breakGlass");
      json.writeStringProperty("change", review.change().word());
      grant(json, members, review.grant());
      review
          .refused()
          .ifPresentOrElse(
              refused -> {
                json.writeStringProperty("refusal", refused.why().word());
                names(json, "concerns", refused.concerned());
              },
              () -> {
                names(json, "opens", review.opens());
                names(json, "leavesShut", review.shut());
                names(json, "carriedTo", review.carried());
                json.writeNumberProperty("carriedToInAll", review.carried().size());
              });
      json.writeEndObject();
    }
    labels(json, members, entry, review);
  }

  private static void labels(
      JsonWriter json, BoundedMembers members, DecisionRecord entry, NamespaceChangeReview review) {
    if (entry.review().access() instanceof Access.NamespaceChange(var before, var after)
        && before.filter(facts -> !facts.labels().equals(after.labels())).isPresent()) {
      json.writeObjectPropertyStart("labelChange");
      names(json, "begins", review.begins());
      names(json, "ceases", review.ceases());
      json.writeNumberProperty("ceasesInAll", review.ceases().size());
      members.entries(
          "before",
          LabelsWriter.deciding(before.orElseThrow().labels(), entry.labelKeys().ofNamespaces()),
          LABELS_BEFORE);
      json.writeEndObject();
    }
  }

  private static void grant(JsonWriter json, BoundedMembers members, Grant grant) {
    switch (grant) {
      case Grant.None _ -> {}
      case Grant.Faulty faulty -> json.writeStringProperty("fault", faulty.word());
      case Grant.Written written -> {
        json.writeStringProperty("from", written.from().toString());
        json.writeStringProperty("until", written.until().toString());
        members.text("reason", written.reason());
        members.text("by", written.by());
        members.text("for", String.join(" ", written.people()));
      }
    }
  }

  private static void names(JsonWriter json, String name, List<Constraint> constraints) {
    json.writeArrayPropertyStart(name);
    Stream<String> names = constraints.stream().map(Constraint::name);
    names.limit(MOST_CONSTRAINTS).forEach(json::writeString);
    json.writeEndArray();
  }
}
