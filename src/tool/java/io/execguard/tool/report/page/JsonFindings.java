package io.execguard.tool.report.page;

import io.execguard.json.JsonLine;
import io.execguard.tool.report.evidence.Caller;
import io.execguard.tool.report.evidence.Count;
import io.execguard.tool.report.evidence.Evidence;
import io.execguard.tool.report.evidence.Finding;
import io.execguard.tool.report.evidence.Findings;
import io.execguard.tool.report.evidence.Kind;
import io.execguard.tool.report.evidence.RecordedSession;
import io.execguard.tool.report.evidence.SourceUse;
import io.execguard.tool.report.evidence.Span;
import io.execguard.tool.report.read.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JsonGenerator;

/// Writes findings as lines of JSON as soon as they are found, all of them.
public final class JsonFindings implements Findings {
  private final Writer out;

  public JsonFindings(Writer out) {
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
              caller(json, finding.caller());
              text(json, "what", finding.what());
              texts(json, "command", finding.command());
              text(json, "where", finding.where());
              text(json, "note", finding.note());
              text(json, "id", finding.id());
              place(json, finding.place());
            }));
  }

  @Override
  public void add(RecordedSession session) {
    write(JsonLine.of(json -> JsonRecorded.write(json, session)));
  }

  static void caller(JsonGenerator json, Caller caller) {
    text(json, "sessionName", caller.session());
    text(json, "arn", caller.arn());
    text(json, "sourceAddress", caller.address());
    text(json, "userAgent", caller.agent());
  }

  static void place(JsonGenerator json, Place place) {
    json.writeStringProperty("file", place.source());
    if (place.line() > 0) {
      json.writeNumberProperty("line", place.line());
    }
  }

  /// Without those of recordings where there are none.
  private static List<Kind> kinds(Evidence evidence) {
    return Stream.of(Kind.values())
        .filter(kind -> !kind.isOfRecordings() || evidence.hasRecordings())
        .toList();
  }

  private static void counts(JsonGenerator json, Evidence evidence) {
    for (Count count : Count.values()) {
      if (!count.isOfRecordings() || evidence.hasRecordings()) {
        json.writeNumberProperty(count.word(), evidence.counts.of(count));
      }
    }
  }

  /// The last line.
  public void summary(Evidence evidence) {
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

  static void texts(JsonGenerator json, String name, List<String> texts) {
    if (!texts.isEmpty()) {
      json.writeArrayPropertyStart(name);
      texts.forEach(json::writeString);
      json.writeEndArray();
    }
  }

  static void text(JsonGenerator json, String name, String text) {
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
