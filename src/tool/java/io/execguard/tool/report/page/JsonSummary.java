package io.execguard.tool.report.page;

import io.execguard.json.JsonWriter;
import io.execguard.tool.report.evidence.Count;
import io.execguard.tool.report.evidence.Evidence;
import io.execguard.tool.report.evidence.Kind;
import io.execguard.tool.report.evidence.SourceUse;
import java.util.List;
import java.util.stream.Stream;

/// Writes the last line of `--output json`: how many there are of each, and of what the report was
/// made.
final class JsonSummary {
  private JsonSummary() {}

  static void write(JsonWriter json, Evidence evidence) {
    json.writeStringProperty("type", "summary");
    json.writeStringProperty("made", evidence.question.now().toString());
    json.writeStringProperty("version", evidence.question.version());
    JsonMembers.span(json, "period", evidence.period());
    JsonMembers.span(json, "decisions", evidence.decisions.span());
    JsonMembers.span(json, "audit", evidence.audit.span());
    JsonMembers.span(json, "eventsCompared", evidence.recorded());
    JsonMembers.span(json, "recordsCompared", evidence.audited());
    json.writeBooleanProperty("wantsAnAnswer", evidence.wantsAnAnswer());
    json.writeObjectPropertyStart("found");
    for (Kind kind : kinds(evidence)) {
      json.writeNumberProperty(kind.word(), evidence.tables.count(kind));
    }
    json.writeEndObject();
    json.writeArrayPropertyStart("notLookedFor");
    for (Kind kind : kinds(evidence)) {
      if (!evidence.coverage.isLookedFor(kind)) {
        json.writeString(kind.word());
      }
    }
    json.writeEndArray();
    json.writeObjectPropertyStart("counts");
    counts(json, evidence);
    json.writeEndObject();
    json.writeObjectPropertyStart("clusters");
    evidence.clusters.forEach(json::writeNumberProperty);
    json.writeEndObject();
    json.writeArrayPropertyStart("registrationAway");
    evidence.awaySpans().forEach(away -> JsonMembers.span(json, away));
    json.writeEndArray();
    policies(json, evidence);
    sources(json, evidence);
  }

  /// Without those of recordings where there are none.
  static List<Kind> kinds(Evidence evidence) {
    return Stream.of(Kind.values())
        .filter(kind -> !kind.isOfRecordings() || evidence.hasRecordings())
        .toList();
  }

  private static void counts(JsonWriter json, Evidence evidence) {
    for (Count count : Count.values()) {
      if (!count.isOfRecordings() || evidence.hasRecordings()) {
        json.writeNumberProperty(count.word(), evidence.counts.of(count));
      }
    }
  }

  private static void policies(JsonWriter json, Evidence evidence) {
    json.writeArrayPropertyStart("policies");
    evidence.policies.forEach(
        (digest, use) -> {
          json.writeStartObject();
          json.writeStringProperty("digest", digest);
          json.writeNumberProperty("records", use.records());
          JsonMembers.span(json, "decided", use.span());
          use.text()
              .ifPresent(
                  text -> {
                    json.writeStringProperty("text", text);
                    json.writeBooleanProperty("textIsOfDigest", use.isProven());
                  });
          json.writeEndObject();
        });
    json.writeEndArray();
  }

  private static void sources(JsonWriter json, Evidence evidence) {
    json.writeArrayPropertyStart("sources");
    for (SourceUse source : evidence.sources) {
      json.writeStartObject();
      json.writeStringProperty("name", source.name());
      json.writeStringProperty("holds", source.holds());
      json.writeNumberProperty("bytes", source.bytes());
      json.writeStringProperty("sha256", source.sha256());
      json.writeNumberProperty("entries", source.entries());
      json.writeNumberProperty("unreadable", source.unreadable());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
