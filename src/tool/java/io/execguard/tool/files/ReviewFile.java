package io.execguard.tool.files;

import io.execguard.admission.Recorder;
import io.execguard.json.Cursor;
import io.execguard.json.Json;
import io.execguard.json.JsonReader;
import io.execguard.json.Outline;
import io.execguard.json.WrongShapeException;
import io.execguard.policy.RecorderSettings;
import io.execguard.tool.terminal.ToolException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A file that holds an API Gateway event or a bare AdmissionReview.
public final class ReviewFile {
  /// More than any API server sends: an object before and after its change, each of 1.5 MiB in etcd
  /// and six times that as JSON, and its event a sixth longer.
  private static final int LONGEST = 32 << 20;

  /// What says which of the two it is, and what of an event is looked at here.
  private static final Outline READ =
      Outline.of("request.uid", "requestContext.requestId", "pathParameters", "body");

  private final String source;
  private final byte[] content;
  private final Cursor tree;

  private ReviewFile(String source, byte[] content, Cursor tree) {
    this.source = source;
    this.content = content;
    this.tree = tree;
  }

  public static ReviewFile read(Path path) {
    return of(path.toString(), TextFile.utf8(path));
  }

  /// Where it comes from, for a message.
  public Path path() {
    return Path.of(source);
  }

  /// A review that stands in another file.
  ///
  /// @param source how messages call it
  public static ReviewFile inline(String source, Json.Members review) {
    return of(source, JsonText.of(review));
  }

  private static ReviewFile of(String source, byte[] content) {
    Cursor tree =
        new JsonReader(LONGEST)
            .read(content, READ)
            .map(json -> Cursor.at("file", json))
            .orElseThrow(() -> new ToolException(source + " is not JSON, or has a key twice"));
    if (!(tree.json() instanceof Json.Members)
        || !(tree.names().contains("request") || tree.names().contains("requestContext"))) {
      throw new ToolException(
          source
              + " is neither an AdmissionReview (no request) nor an API Gateway event (no"
              + " requestContext)");
    }
    return new ReviewFile(source, content, tree);
  }

  public boolean isEvent() {
    return tree.names().contains("requestContext");
  }

  public byte[] content() {
    return content.clone();
  }

  /// The AdmissionReview, out of the event where the file is one.
  public byte[] review() {
    return isEvent() ? inEvent("body").getBytes(StandardCharsets.UTF_8) : content();
  }

  /// The AdmissionReview as a tree, without what nothing can be looking for so deep; empty where it
  /// is no JSON.
  public Optional<Json> json() {
    return JsonReader.pruning(LONGEST).read(review());
  }

  /// The cluster that an event comes from.
  public Optional<String> cluster() {
    return isEvent()
        ? Optional.of(inEvent("pathParameters", "cluster")).filter(id -> !id.isEmpty())
        : Optional.empty();
  }

  private String inEvent(String... path) {
    try {
      Cursor place = tree;
      for (String name : Arrays.asList(path).subList(0, path.length - 1)) {
        place = place.required(name);
      }
      return place.text(path[path.length - 1]);
    } catch (WrongShapeException shape) {
      throw new ToolException(source + " is no event of API Gateway: " + shape.sentence());
    }
  }

  /// The review with another request.
  ///
  /// @param patch a JSON merge patch on the review's `request`
  public ReviewFile patched(Json.Members patch) {
    Json.Members review =
        json()
            .filter(Json.Members.class::isInstance)
            .map(Json.Members.class::cast)
            .orElseThrow(() -> new ToolException(source + " holds no AdmissionReview"));
    Map<String, Json> whole = Map.of("request", patch);
    return MergePatch.apply(review, new Json.Members(whole, patch.line())) instanceof Json.Members m
        ? inline(source, m)
        : this;
  }

  /// The review of an exec behind the door `recorder`, which the same uid passes twice here.
  public ReviewFile onRecord(RecorderSettings settings) {
    Cursor request =
        json().map(review -> Cursor.at("review", review).required("request")).orElseThrow();
    List<Json> command =
        Recorder.wrap(request.text("uid"), settings, request.required("object").texts("command"))
            .stream()
            .<Json>map(argument -> new Json.Text(argument, 0))
            .toList();
    return patched(
        new Json.Members(
            Map.of("object", new Json.Members(Map.of("command", new Json.Items(command, 0)), 0)),
            0));
  }
}
