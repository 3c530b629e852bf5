package io.execguard.tool.review;

import io.execguard.json.JsonLine;
import io.execguard.json.JsonWriter;
import io.execguard.tool.registration.UnaskedRequest;
import java.nio.charset.StandardCharsets;

/// A replayed file for machines: status, reply and record; where no webhook is asked, `decision`
/// and `why` in their place.
final class ReplayedJson {
  private ReplayedJson() {}

  static String of(ReplayedReview review) {
    Replayed replayed = review.replayed();
    byte[] line =
        JsonLine.of(
            json -> {
              json.writeStringProperty("file", replayed.file().toString());
              review
                  .unasked()
                  .ifPresentOrElse(
                      unasked -> unasked(json, unasked), () -> decided(json, replayed));
            });
    return new String(line, StandardCharsets.UTF_8);
  }

  private static void unasked(JsonWriter json, UnaskedRequest unasked) {
    json.writeStringProperty("decision", unasked.word());
    json.writeStringProperty("why", unasked.why());
  }

  private static void decided(JsonWriter json, Replayed replayed) {
    json.writeNumberProperty("status", replayed.status());
    raw(json, "reply", replayed.reply());
    raw(json, "record", replayed.record());
  }

  private static void raw(JsonWriter json, String name, String value) {
    json.writeName(name);
    json.writeRawValue(value.isEmpty() ? "null" : value);
  }
}
