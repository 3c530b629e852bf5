package io.execguard.tool.report;

import io.execguard.admission.JsonLine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/// Writes findings as lines of JSON as soon as they are found, all of them.
final class JsonFindings implements Findings {
  private final Writer out;

  JsonFindings(Writer out) {
    this.out = out;
  }

  @Override
  public void add(Finding finding) {
    write(
        JsonLine.of(
            json -> {
              json.writeStringProperty("type", finding.kind().word());
              finding.time().ifPresent(time -> json.writeStringProperty("time", time.toString()));
              text(json, "who", finding.who());
              text(json, "what", finding.what());
              if (!finding.command().isEmpty()) {
                json.writeArrayPropertyStart("command");
                finding.command().forEach(json::writeString);
                json.writeEndArray();
              }
              text(json, "where", finding.where());
              text(json, "note", finding.note());
              text(json, "id", finding.id());
              json.writeStringProperty("file", finding.place().source());
              json.writeNumberProperty("line", finding.place().line());
            }));
  }

  /// The last line.
  void summary(Evidence evidence) {
    write(
        JsonLine.of(
            json -> {
              json.writeStringProperty("type", "summary");
              json.writeStringProperty("made", evidence.question.now().toString());
              json.writeStringProperty("version", evidence.question.version());
              span(json, "period", evidence.period());
              span(json, "decisions", evidence.decisions.span());
              span(json, "audit", evidence.audit.span());
              span(json, "eventsCompared", evidence.recorded());
              span(json, "recordsCompared", evidence.audited());
              json.writeBooleanProperty("wantsAnAnswer", evidence.wantsAnAnswer());
              json.writeObjectPropertyStart("found");
              for (Kind kind : Kind.values()) {
                json.writeNumberProperty(kind.word(), evidence.tables.count(kind));
              }
              json.writeEndObject();
              json.writeArrayPropertyStart("notLookedFor");
              for (Kind kind : Kind.values()) {
                if (!evidence.isLookedFor(kind)) {
                  json.writeString(kind.word());
                }
              }
              json.writeEndArray();
              json.writeObjectPropertyStart("counts");
              for (Count count : Count.values()) {
                json.writeNumberProperty(count.word(), evidence.counts.of(count));
              }
              json.writeEndObject();
              json.writeObjectPropertyStart("clusters");
              evidence.clusters.forEach(json::writeNumberProperty);
              json.writeEndObject();
              json.writeArrayPropertyStart("registrationAway");
              evidence.awaySpans().forEach(away -> span(json, away));
              json.writeEndArray();
              policies(json, evidence);
              sources(json, evidence);
            }));
  }

  private static void policies(JsonGenerator json, Evidence evidence) {
    json.writeArrayPropertyStart("policies");
    evidence.policies.forEach(
        (digest, use) -> {
          json.writeStartObject();
          json.writeStringProperty("digest", digest);
          json.writeNumberProperty("records", use.records());
          span(json, "decided", use.span());
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

  private static void sources(JsonGenerator json, Evidence evidence) {
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

  private static void span(JsonGenerator json, String name, Optional<Span> span) {
    span.ifPresent(
        some -> {
          json.writeName(name);
          span(json, some);
        });
  }

  private static void span(JsonGenerator json, Span span) {
    json.writeStartObject();
    json.writeStringProperty("from", span.from().toString());
    json.writeStringProperty("until", span.until().toString());
    json.writeEndObject();
  }

  private static void text(JsonGenerator json, String name, String text) {
    if (!text.isEmpty()) {
      json.writeStringProperty(name, text);
    }
  }

  private void write(byte[] line) {
    try {
      out.write(new String(line, StandardCharsets.UTF_8));
      out.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException("the report cannot be written", e);
    }
  }
}
