package io.execguard.tool.review;

import io.execguard.json.Cursor;
import io.execguard.tool.handler.RecordLine;
import io.execguard.tool.registration.Route;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// One request of the [Demonstration], and what the webhooks answered that the API server would
/// have asked about it.
///
/// @param verb as the API server's audit log has it: `get` for a WebSocket, `create` for SPDY
/// @param request the review's `request`, as the person sent it
/// @param asked when the API server took the request
/// @param answers in the order in which the webhooks are asked, at least one
public record PlayedRequest(
    String verb, Cursor request, Instant asked, Instant ended, List<Answer> answers) {
  public PlayedRequest {
    answers = List.copyOf(answers);
  }

  /// A webhook's answer.
  ///
  /// @param lines that the function logged
  record Answer(Route.Way way, Replayed replayed, List<String> lines) {
    Answer {
      lines = List.copyOf(lines);
    }

    private Optional<Cursor> response() {
      return RecordLine.tree(replayed.reply()).flatMap(review -> review.optional("response"));
    }

    boolean denies() {
      return !replayed.message().isEmpty();
    }

    /// As the API server writes them into its audit event.
    private Map<String, String> annotations() {
      Map<String, String> annotations = new LinkedHashMap<>();
      response()
          .map(response -> response.textMembers("auditAnnotations"))
          .orElse(Map.of())
          .forEach((key, value) -> annotations.put(way.webhook() + "/" + key, value));
      return annotations;
    }

    private Stream<String> warnings() {
      return response().stream().flatMap(response -> response.texts("warnings").stream());
    }
  }

  /// The first denial; empty where nobody denies.
  Optional<Answer> denial() {
    return answers.stream().filter(Answer::denies).findFirst();
  }

  /// The record of the decision: of the webhook that denies, or else of the last.
  public RecordLine record() {
    return denial().orElseGet(answers::getLast).replayed().line();
  }

  /// What kubectl prints of the answers, a line each; nothing for a request that is let in without
  /// a word.
  public List<String> printed() {
    return denial()
        .map(Answer::replayed)
        .map(denied -> ReplayedWords.kubectl(denied).lines().toList())
        .orElseGet(
            () ->
                answers.stream()
                    .flatMap(Answer::warnings)
                    .map(warning -> "Warning: " + warning)
                    .toList());
  }

  Map<String, String> annotations() {
    Map<String, String> annotations = new LinkedHashMap<>();
    answers.forEach(answer -> annotations.putAll(answer.annotations()));
    return annotations;
  }

  /// What the function logged of it.
  public List<String> lines() {
    return answers.stream().flatMap(answer -> answer.lines().stream()).toList();
  }
}
