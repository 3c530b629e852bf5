package io.execguard.admission;

import io.execguard.json.Cursor;
import io.execguard.json.Json;
import io.execguard.json.JsonReader;
import io.execguard.json.Outline;
import io.execguard.json.WrongShapeException;
import io.execguard.policy.Access;
import io.execguard.policy.User;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads admission.k8s.io/v1 AdmissionReviews.
public final class ReviewReader {
  /// What becomes of an exec, by the review's uid.
  private interface Execs {
    Access.Exec read(Cursor request, String uid, Access.Exec exec);
  }

  /// Lambda passes events of 6 MiB, and a review is shorter than the event that it is a string in:
  /// whatever of a review gets here is read. A smaller limit would let long command lines go
  /// unrecorded at the doors that fail open: a character grows sixfold in the API server's JSON
  /// (`<` is escaped), and 300 KB of `%01` made a review of 1.8 MB.
  public static final int LONGEST = 6 << 20;

  /// The API server sends UUIDs. Whatever is printable, short and without a space could be echoed
  /// safely; anything else is no uid.
  private static final String NOT_IN_UID = "\"\\<>";

  private static final int LONGEST_UID = 128;

  private static final Set<String> OPERATIONS = Set.of("CONNECT", "CREATE", "UPDATE", "DELETE");

  private static final Outline READ =
      Outline.of("apiVersion", "kind")
          .with("request", AccessReader.READ)
          .with(
              "request",
              Outline.of(
                  "uid",
                  "operation",
                  "resource",
                  "subResource",
                  "namespace",
                  "name",
                  "object.metadata.name",
                  "userInfo",
                  "dryRun"));

  private final JsonReader json = new JsonReader(LONGEST);
  private final Execs execs;

  private ReviewReader(Execs execs) {
    this.execs = execs;
  }

  /// Of the doors that decide: an exec may have been rewritten.
  public ReviewReader() {
    this((_, _, exec) -> Recorder.unwrapped(exec));
  }

  /// Of the door `recorder`, where a session begins under the review's uid.
  static ReviewReader ofBeginnings() {
    return new ReviewReader(
        (request, uid, exec) -> {
          if (!Recorder.isSession(uid)) {
            throw request.wrong("has a uid that is no UUID, as a session's id has to be");
          }
          return Recorder.begun(uid, exec);
        });
  }

  public ReviewResult read(byte[] body) {
    if (body.length == 0) {
      return new ReviewResult.Malformed(400, "empty");
    }
    if (body.length > LONGEST) {
      return new ReviewResult.Malformed(413, "too-large");
    }
    Optional<Json> document = json.read(body, READ);
    if (document.isEmpty()) {
      return new ReviewResult.Malformed(400, "not-json");
    }
    Cursor review = Cursor.at("review", document.get());
    return uid(review)
        .map(uid -> readable(uid, review))
        .orElseGet(() -> new ReviewResult.Malformed(400, "no-uid"));
  }

  private static Optional<String> uid(Cursor review) {
    try {
      return Optional.of(review.required("request").text("uid")).filter(ReviewReader::isUid);
    } catch (WrongShapeException _) {
      return Optional.empty();
    }
  }

  private static boolean isUid(String text) {
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      if (unit <= ' ' || unit > '~' || NOT_IN_UID.indexOf(unit) >= 0) {
        return false;
      }
    }
    return !text.isEmpty() && text.length() <= LONGEST_UID;
  }

  private ReviewResult readable(String uid, Cursor review) {
    try {
      requireVersion(review);
      Cursor request = review.required("request");
      return new ReviewResult.Readable(review(uid, Cursor.at("request", request.json())));
    } catch (WrongShapeException shape) {
      return new ReviewResult.Unsupported(uid, shape.sentence());
    }
  }

  private static void requireVersion(Cursor review) {
    if (!review.text("apiVersion").equals("admission.k8s.io/v1")
        || !review.text("kind").equals("AdmissionReview")) {
      throw review.wrong("is not an AdmissionReview of admission.k8s.io/v1");
    }
  }

  private Review review(String uid, Cursor request) {
    String operation = request.required("operation").text();
    if (!OPERATIONS.contains(operation)) {
      throw request.required("operation").wrong("is none of Kubernetes' operations");
    }
    Cursor resource = request.required("resource");
    String name = resource.required("resource").text();
    AccessReader.Asked asked = AccessReader.read(request);
    Access access =
        asked.access() instanceof Access.Exec exec
            ? execs.read(request, uid, exec)
            : asked.access();
    return new Review(
        uid,
        operation,
        qualified(name, resource),
        request.text("subResource"),
        request.text("name"),
        Target.of(name, request.text("namespace"), objectName(request), access),
        user(request.required("userInfo")),
        access,
        asked.pod(),
        request.flag("dryRun"));
  }

  private static String qualified(String name, Cursor resource) {
    String group = resource.text("group");
    return group.isEmpty() ? name : name + "." + resource.text("version") + "." + group;
  }

  /// The request's name; a pod that is created has it in its metadata only where it was generated.
  private static String objectName(Cursor request) {
    String name = request.text("name");
    return name.isEmpty()
        ? request
            .optional("object")
            .flatMap(object -> object.optional("metadata"))
            .map(metadata -> metadata.text("name"))
            .orElse("")
        : name;
  }

  private static User user(Cursor userInfo) {
    String username = userInfo.required("username").text();
    if (username.isEmpty()) {
      throw userInfo.required("username").wrong("is empty");
    }
    Map<String, List<String>> extra = new LinkedHashMap<>();
    for (Map.Entry<String, Cursor> member : userInfo.members("extra").entrySet()) {
      Cursor values = member.getValue();
      // Go writes a list that is nil as null.
      extra.put(member.getKey(), values.json() instanceof Json.Null ? List.of() : values.texts());
    }
    return new User(username, userInfo.text("uid"), userInfo.texts("groups"), extra);
  }
}
