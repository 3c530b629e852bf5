package io.execguard.tool.report.evidence;

import io.execguard.json.Cursor;
import io.execguard.tool.report.read.Place;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// An audit event (audit.k8s.io/v1), as far as the report looks at it. The message of its
/// responseStatus is never shown: after an outage it holds the webhook's URL, and the URL a token.
///
/// @param extent how much of the event is there
/// @param time when the API server received the request; empty where it stood behind the cut
/// @param identity of the request: that of all its stages
/// @param stageTime when it came to this stage; likewise
/// @param resource with its subresource: `pods/exec`
/// @param username as whom it was asked
/// @param who the same, and behind it who asked in that name
/// @param impersonated even in one's own name, for the groups can be others
/// @param caller who asked, also where it was in another's name
/// @param code of the response, 0 where the event has none
/// @param failed the API server itself answered with an error
/// @param unanswered it failed because the guard did not answer
/// @param records the ids in the annotations of the guard's webhooks that decide
/// @param begun the ids in those of the webhook that puts sessions on record, and decides nothing
/// @param failedOpen the guard's webhooks that did not answer and were passed over
/// @param request the object that was sent, where the audit policy keeps it and somebody asks for
///   it
/// @param response the object that came of it, likewise
record AuditEvent(
    Extent extent,
    Optional<Instant> time,
    RequestKey identity,
    Optional<Instant> stageTime,
    String auditId,
    String stage,
    String verb,
    String resource,
    String group,
    String namespace,
    String name,
    String username,
    String who,
    boolean impersonated,
    Caller caller,
    RequestUri uri,
    int code,
    boolean failed,
    boolean unanswered,
    boolean forbidden,
    List<String> records,
    List<String> begun,
    List<String> failedOpen,
    Optional<Cursor> request,
    Optional<Cursor> response) {
  /// EKS takes 256 KiB of an event, and writes the API server's members in their order: time and
  /// annotations are the last.
  enum Extent {
    WHOLE,
    /// The API server left both objects out: `--audit-log-truncate-enabled`.
    WITHOUT_OBJECTS,
    /// What stands before the cut.
    HEAD
  }

  private static final Set<String> CONNECTIONS =
      Set.of("pods/exec", "pods/attach", "pods/portforward");

  private static final Set<String> SELECTORS = Set.of("labelSelector", "fieldSelector");
  private static final String DRY_RUN = "All";
  private static final int CREATED = 201;

  AuditEvent {
    records = List.copyOf(records);
    begun = List.copyOf(begun);
    failedOpen = List.copyOf(failedOpen);
  }

  /// Namespace and name.
  String where() {
    return joined(namespace, name);
  }

  /// As a row tells it.
  String what() {
    return RequestWords.of(this).what();
  }

  /// The command in the address, with its arguments as they were.
  List<String> command() {
    return uri.values("command");
  }

  /// A connection is none: the API server refuses it with 400, and passes over a parameter that is
  /// not well-formed. For a deletion the object that was sent overrules the address.
  boolean isDryRun() {
    return deletes()
        ? request.filter(options -> options.texts("dryRun").contains(DRY_RUN)).isPresent()
        : !isConnection() && uri.values("dryRun").contains(DRY_RUN);
  }

  boolean deletes() {
    return verb.startsWith("delete");
  }

  /// A deletion of several that a selector names, and the guard is not among them. A negation can
  /// mean it without naming it.
  boolean deletesOthers() {
    return deletes()
        && SELECTORS.stream()
            .flatMap(name -> uri.values(name).stream())
            .anyMatch(
                selector ->
                    !selector.isBlank()
                        && Stream.of("exec-guard", "!", "notin").noneMatch(selector::contains));
  }

  /// Server-side apply creates with the verb patch.
  boolean creates() {
    return verb.equals("create") || code == CREATED;
  }

  boolean isImpersonated() {
    return impersonated;
  }

  /// Its HTTP verb tells nothing.
  boolean isConnection() {
    return CONNECTIONS.contains(resource) || resource.endsWith("/proxy");
  }

  /// The request.
  Digest128 key() {
    return identity.digest();
  }

  /// What is behind a proxy answers with codes of its own; the API server's errors are a Status.
  boolean isOpened() {
    boolean isProxy = resource.endsWith("/proxy");
    boolean refused = code >= 400 && (!isProxy || failed);
    return !refused && !isDryRun();
  }

  boolean isCut() {
    return extent != Extent.WHOLE;
  }

  /// Whether the guard's annotations can have stood behind the cut.
  boolean isRecordUntold() {
    return extent == Extent.HEAD && records.isEmpty();
  }

  /// How the API server answered, for a note.
  String answered() {
    String outcome = isOpened() ? "" : isDryRun() ? ", a dry run" : ", refused";
    return "answered "
        + (code == 0 ? "nothing yet" : code)
        + outcome
        + (deletesOthers() ? ", of those that its selector names" : "");
  }

  /// What the event shows.
  ///
  /// @param note what else there is to say
  Finding finding(Kind kind, String note, Place place) {
    RequestWords words = RequestWords.of(this);
    return new Finding(
        kind,
        time,
        who,
        caller,
        words.what(),
        words.command(),
        words.where(),
        note,
        auditId,
        place);
  }

  static String joined(String first, String second) {
    return first.isEmpty() || second.isEmpty() ? first + second : first + "/" + second;
  }
}
