package io.execguard.tool;

import io.execguard.admission.Cursor;
import io.execguard.admission.Json;
import io.execguard.admission.JsonReader;
import io.execguard.admission.ReviewReader;
import io.execguard.admission.ReviewReading;
import io.execguard.policy.Access;
import io.execguard.policy.Door;
import io.execguard.policy.Opening;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/// A file that holds an API Gateway event or a bare AdmissionReview.
final class ReviewFile {
  /// Events of Lambda's largest size, with room.
  private static final int LONGEST = 16 << 20;

  private final Path path;
  private final byte[] content;
  private final boolean event;

  private ReviewFile(Path path, byte[] content, boolean event) {
    this.path = path;
    this.content = content;
    this.event = event;
  }

  static ReviewFile read(Path path) {
    byte[] content = TextFile.bytes(path);
    Json tree =
        new JsonReader(LONGEST)
            .read(content)
            .orElseThrow(() -> new Trouble(path + " is not JSON, or has a key twice"));
    Cursor file = Cursor.at("file", tree);
    if (!(tree instanceof Json.Members)
        || !(file.names().contains("request") || file.names().contains("requestContext"))) {
      throw new Trouble(
          path
              + " is neither an AdmissionReview (no request) nor an API Gateway event (no"
              + " requestContext)");
    }
    return new ReviewFile(path, content, file.names().contains("requestContext"));
  }

  boolean isEvent() {
    return event;
  }

  byte[] content() {
    return content.clone();
  }

  /// The review as the event that the API server's call would become.
  ///
  /// @throws Trouble where the file is an event already
  byte[] event(String cluster, String token, String door) {
    if (event) {
      throw new Trouble(path + " is an API Gateway event already");
    }
    String body = new String(content, StandardCharsets.UTF_8);
    return new WebhookEvent(
            cluster, token, door, WebhookEvent.API_SERVER, "10s", body, "replay", Optional.empty())
        .json();
  }

  /// The door that the registration would send the review to.
  String door() {
    return switch (new ReviewReader().read(content)) {
      case ReviewReading.Readable(var review) -> door(review.access()).name();
      case ReviewReading.Unsupported _, ReviewReading.Malformed _ -> Door.SESSIONS.name();
    };
  }

  private static Door door(Access access) {
    return switch (access) {
      case Access.Exec _, Access.Attach _, Access.Unrecognised _ ->
          Opening.of(access).isEmpty() ? Door.COMMANDS : Door.SESSIONS;
      case Access.Debug _ -> Door.SESSIONS;
      case Access.Run run -> run.nodeAccess().isEmpty() ? Door.RUN : Door.NODE;
      case Access.NodeProxy _ -> Door.NODE;
      case Access.PortForward _, Access.Proxy _ -> Door.TUNNELS;
    };
  }
}
