package io.execguard.tool.report.page;

import io.execguard.json.JsonWriter;
import io.execguard.tool.report.evidence.Caller;
import io.execguard.tool.report.evidence.RequestOutcome;
import io.execguard.tool.report.evidence.Sequel;
import io.execguard.tool.report.evidence.Span;
import io.execguard.tool.report.read.EnvelopeReader;
import io.execguard.tool.report.read.Place;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;

/// Writes what several lines of `--output json` hold. What is empty is left out.
final class JsonMembers {
  private JsonMembers() {}

  static void texts(JsonWriter json, String name, List<String> texts) {
    if (!texts.isEmpty()) {
      json.writeArrayPropertyStart(name);
      texts.forEach(json::writeString);
      json.writeEndArray();
    }
  }

  /// A JSON array: arguments with their boundaries.
  static String text(List<String> texts) {
    StringWriter array = new StringWriter();
    try (JsonGenerator json =
        EnvelopeReader.JSON.createGenerator(ObjectWriteContext.empty(), array)) {
      json.writeStartArray();
      texts.forEach(json::writeString);
      json.writeEndArray();
    }
    return texts.isEmpty() ? "" : array.toString();
  }

  static void text(JsonWriter json, String name, String text) {
    if (!text.isEmpty()) {
      json.writeStringProperty(name, text);
    }
  }

  static void caller(JsonWriter json, Caller caller) {
    text(json, "sessionName", caller.session());
    text(json, "arn", caller.arn());
    text(json, "sourceAddress", caller.address());
    text(json, "userAgent", caller.agent());
  }

  static void sequel(JsonWriter json, Sequel sequel) {
    sequel.outcome().ifPresent(outcome -> outcome(json, outcome));
    sequel
        .ceased()
        .ifPresent(
            names -> {
              json.writeArrayPropertyStart("ceased");
              names.forEach(json::writeString);
              json.writeEndArray();
            });
    sequel
        .allowedLater()
        .ifPresent(time -> json.writeStringProperty("allowedLater", time.toString()));
    sequel.followed().ifPresent(session -> json.writeStringProperty("followedBy", session.id()));
  }

  private static void outcome(JsonWriter json, RequestOutcome outcome) {
    json.writeObjectPropertyStart("outcome");
    json.writeStringProperty("state", outcome.state().word());
    if (outcome.code() > 0) {
      json.writeNumberProperty("code", outcome.code());
    }
    outcome.from().ifPresent(time -> json.writeStringProperty("from", time.toString()));
    outcome.until().ifPresent(time -> json.writeStringProperty("until", time.toString()));
    outcome
        .length()
        .ifPresent(
            span ->
                json.writeNumberProperty(
                    "milliseconds", Duration.between(span.from(), span.until()).toMillis()));
    json.writeEndObject();
  }

  static void place(JsonWriter json, Place place) {
    json.writeStringProperty("file", place.source());
    if (place.line() > 0) {
      json.writeNumberProperty("line", place.line());
    }
  }

  static void span(JsonWriter json, String name, Optional<Span> span) {
    span.ifPresent(
        some -> {
          json.writeName(name);
          span(json, some);
        });
  }

  static void span(JsonWriter json, Span span) {
    json.writeStartObject();
    json.writeStringProperty("from", span.from().toString());
    json.writeStringProperty("until", span.until().toString());
    json.writeEndObject();
  }
}
