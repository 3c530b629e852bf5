package io.execguard.admission;

import io.execguard.json.JsonWriter;
import io.execguard.policy.Decision;
import io.execguard.policy.DecisionBasis;
import io.execguard.policy.NamespaceChangeReview;
import io.execguard.policy.User;
import io.execguard.policy.Violation;
import java.util.List;

/// Writes the record of a decision.
///
/// A line has at most 64 KiB. The shares: command 24 KiB, groups, extra and labels 4 each,
/// violations and exemptions 6 together, a pod's images and labels 2 each, at most four other texts
/// 2 KiB each, ten names half a KiB each; the rest, what was cut among it, are words and numbers
/// that fit into 4.
final class DecisionWriter {
  static final int LONGEST = 64 << 10;

  private static final int GROUPS = 4 << 10;
  private static final int EXTRA = 4 << 10;

  /// A violation has at most 63 characters of name and 100 around it.
  private static final int MOST_VIOLATIONS = 20;

  /// An exemption has at most 320 characters of source, 63 of name and 60 around them.
  private static final int MOST_EXEMPTIONS = 5;

  private DecisionWriter() {}

  static byte[] line(DecisionRecord entry) {
    String attempt = AttemptKey.of(entry.cluster(), entry.review());
    return RecordWriter.line(
        entry.mode().word(),
        "INFO",
        entry.written(),
        json -> {
          BoundedMembers members = new BoundedMembers(json);
          json.writeStringProperty("id", entry.review().uid());
          json.writeStringProperty("attemptKey", attempt);
          json.writeStringProperty("cluster", entry.cluster());
          json.writeStringProperty("door", entry.door().name());
          outcome(json, entry.decision());
          if (entry.isDrift()) {
            json.writeBooleanProperty("drift", true);
          }
          basis(json, members, entry);
          recording(json, entry);
          user(json, members, entry.review().user());
          request(json, members, entry);
          LabelsWriter.write(json, members, entry);
          members.cuts();
          json.writeStringProperty("policyDigest", entry.policyDigest());
          json.writeNumberProperty(
              "durationMs", RecordWriter.milliseconds(entry.call().received(), entry.written()));
          json.writeNumberProperty("lookupMs", RecordWriter.atLeastZero(entry.lookup()));
          RecordWriter.invocation(json, entry.call().invocation());
        });
  }

  private static void outcome(JsonWriter json, Decision decision) {
    json.writeStringProperty("decision", word(decision));
    json.writeStringProperty("reason", decision.reason().word());
    List<Violation> violations = decision.violations();
    if (!violations.isEmpty()) {
      Violation first = violations.getFirst();
      json.writeStringProperty("constraint", first.constraint().name());
      json.writeStringProperty("enforcementAction", first.constraint().enforcementAction().word());
    }
    json.writeArrayPropertyStart("violations");
    for (Violation violation : first(violations, MOST_VIOLATIONS)) {
      json.writeStartObject();
      json.writeStringProperty("constraint", violation.constraint().name());
      json.writeStringProperty(
          "enforcementAction", violation.constraint().enforcementAction().word());
      json.writeStringProperty("session", violation.session().word());
      json.writeStringProperty("by", violation.by().word());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeNumberProperty("violationsInAll", violations.size());
  }

  private static void basis(JsonWriter json, BoundedMembers members, DecisionRecord entry) {
    switch (entry.decision().basis()) {
      case DecisionBasis.OfAccess access -> {
        exemptions(json, access.exemptions());
        BreakGlassWriter.ofAccess(json, members, entry, access);
      }
      case DecisionBasis.OfChange(NamespaceChangeReview review) ->
          BreakGlassWriter.ofChange(json, members, entry, review);
    }
  }

  private static void exemptions(JsonWriter json, List<DecisionBasis.Exempt> exemptions) {
    if (exemptions.isEmpty()) {
      return;
    }
    json.writeArrayPropertyStart("exemptions");
    for (DecisionBasis.Exempt exempt : first(exemptions, MOST_EXEMPTIONS)) {
      json.writeStartObject();
      json.writeStringProperty("constraint", exempt.constraint().name());
      json.writeStringProperty("by", exempt.exemption().by().word());
      json.writeStringProperty("source", exempt.exemption().source());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeNumberProperty("exemptionsInAll", exemptions.size());
  }

  private static <T> List<T> first(List<T> some, int most) {
    return some.size() > most ? some.subList(0, most) : some;
  }

  private static void recording(JsonWriter json, DecisionRecord entry) {
    if (entry.wantsRecording() || entry.session().isPresent()) {
      json.writeObjectPropertyStart("recording");
      json.writeBooleanProperty("required", entry.wantsRecording());
      entry.session().ifPresent(id -> json.writeStringProperty("session", id));
      if (entry.isRecordedByTerminal()) {
        json.writeBooleanProperty("log", true);
      }
      json.writeEndObject();
    }
  }

  static String word(Decision decision) {
    return switch (decision) {
      case Decision.Allow _ -> "allow";
      case Decision.Deny _ -> "deny";
    };
  }

  private static void user(JsonWriter json, BoundedMembers members, User user) {
    json.writeObjectPropertyStart("user");
    members.text("username", user.username());
    members.text("uid", user.uid());
    members.texts("groups", user.groups(), GROUPS);
    members.lists("extra", user.extra(), EXTRA);
    json.writeEndObject();
  }

  private static void request(JsonWriter json, BoundedMembers members, DecisionRecord entry) {
    Review review = entry.review();
    Shown shown = entry.shown();
    json.writeStringProperty("operation", review.operation());
    members.name("resource", review.resource());
    members.name("subresource", review.subresource());
    members.name("namespace", review.target().namespace());
    members.name("pod", review.target().pod());
    members.name("node", review.target().node());
    members.name("service", review.target().service());
    json.writeBooleanProperty("dryRun", review.dryRun());
    json.writeBooleanProperty("interactive", entry.interactive());
    json.writeObjectPropertyStart("access");
    AccessWriter.write(json, members, review.access());
    entry
        .input()
        .nodeAccess()
        .ifPresent(nodeAccess -> AccessWriter.nodeAccess(members, nodeAccess));
    if (shown.arguments() > 0) {
      json.writeNumberProperty("masked", shown.arguments());
      json.writeNumberProperty("maskedCharacters", shown.characters());
    }
    json.writeEndObject();
    PodWriter.write(json, members, review.access(), entry.pod(), entry.labelKeys().ofPods());
  }
}
