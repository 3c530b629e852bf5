package io.execguard.tool.report.evidence;

import io.execguard.json.Cursor;
import io.execguard.json.Json;
import io.execguard.tool.report.read.Picked;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// An audit event (audit.k8s.io/v1), as far as the report looks at it. The message of its
/// responseStatus is never shown: after an outage it holds the webhook's URL, and the URL a token.
///
/// @param time when the API server received the request
/// @param resource with its subresource: `pods/exec`
/// @param code of the response, 0 where the event has none
/// @param failed the API server itself answered with an error
/// @param unanswered it failed because the guard did not answer
/// @param records the ids in the annotations of the guard's webhooks that decide
/// @param begun the ids in those of the webhook that puts sessions on record, and decides nothing
/// @param failedOpen the guard's webhooks that did not answer and were passed over
/// @param request the object that was sent, where the audit policy keeps it and somebody asks for
///   it
record Audited(
    Instant time,
    String auditId,
    String stage,
    String verb,
    String resource,
    String group,
    String namespace,
    String name,
    String username,
    String who,
    String uri,
    int code,
    boolean failed,
    boolean unanswered,
    boolean forbidden,
    List<String> records,
    List<String> begun,
    List<String> failedOpen,
    Optional<Cursor> request) {
  static final Set<String> MEMBERS =
      Set.of(
          "kind",
          "auditID",
          "stage",
          "requestURI",
          "verb",
          "user",
          "impersonatedUser",
          "objectRef",
          "responseStatus",
          "requestReceivedTimestamp",
          "annotations");

  private static final Set<String> CONNECTIONS =
      Set.of("pods/exec", "pods/attach", "pods/portforward");

  private static final Set<String> SELECTORS = Set.of("labelSelector", "fieldSelector");
  private static final String DRY_RUN = "All";
  private static final int CREATED = 201;
  private static final String OURS = ".exec-guard.io";
  private static final String RECORDER = "recorder.";
  private static final String FAILED_OPEN = "failed-open.validating.webhook.admission.k8s.io/";

  Audited {
    records = List.copyOf(records);
    begun = List.copyOf(begun);
    failedOpen = List.copyOf(failedOpen);
  }

  /// Reads an event.
  ///
  /// @param request the object that was sent
  /// @throws io.execguard.admission.WrongShape where it is no audit event
  static Audited of(Cursor event, Optional<Cursor> request) {
    if (!event.text("kind").equals("Event")) {
      throw event.wrong("has another kind than Event");
    }
    Cursor object = Picked.member(event, "objectRef");
    Cursor status = Picked.member(event, "responseStatus");
    Map<String, String> annotations = event.textMembers("annotations");
    String message = status.text("message");
    return new Audited(
        Picked.time(event, "requestReceivedTimestamp"),
        event.required("auditID").text(),
        event.required("stage").text(),
        event.text("verb"),
        joined(object.text("resource"), object.text("subresource")),
        object.text("apiGroup"),
        object.text("namespace"),
        object.text("name"),
        effective(event),
        who(event),
        event.text("requestURI"),
        (int) Picked.number(status, "code"),
        status.text("status").equals("Failure"),
        message.contains("failed calling webhook \"") && message.contains(OURS + "\""),
        annotations.getOrDefault("authorization.k8s.io/decision", "").equals("forbid"),
        annotations.entrySet().stream()
            .filter(entry -> entry.getKey().endsWith(OURS + "/record"))
            .map(Map.Entry::getValue)
            .toList(),
        annotations.entrySet().stream()
            .filter(entry -> entry.getKey().startsWith(RECORDER))
            .filter(entry -> entry.getKey().endsWith(OURS + "/session"))
            .map(Map.Entry::getValue)
            .toList(),
        annotations.entrySet().stream()
            .filter(entry -> entry.getKey().startsWith(FAILED_OPEN))
            .map(Map.Entry::getValue)
            .filter(webhook -> webhook.endsWith(OURS))
            .toList(),
        request);
  }

  /// Namespace and name.
  String where() {
    return joined(namespace, name);
  }

  /// kubectl's word and flags, as far as the address has them.
  String what() {
    String word =
        switch (resource) {
          case "pods/exec" -> "exec";
          case "pods/attach" -> "attach";
          case "pods/ephemeralcontainers" -> "debug";
          case "pods/portforward" -> "portForward";
          case "pods" -> "run";
          default -> verb + " " + resource;
        };
    String flags = (isSet("stdin") ? "i" : "") + (isSet("tty") ? "t" : "");
    return flags.isEmpty() ? word : word + " -" + flags;
  }

  /// The command in the address, with its arguments as they were.
  List<String> command() {
    return parameters().filter(pair -> pair[0].equals("command")).map(pair -> pair[1]).toList();
  }

  /// The path behind `/proxy`, decoded.
  String proxied() {
    String path = uri.replaceFirst("[?].*", "");
    int proxy = path.indexOf("/proxy");
    return proxy < 0 ? "" : decoded(path.substring(proxy + "/proxy".length()));
  }

  /// A connection is none: the API server refuses it with 400, and passes over a parameter that is
  /// not well-formed. For a deletion the object that was sent overrules the address.
  boolean isDryRun() {
    return deletes()
        ? request.filter(options -> options.texts("dryRun").contains(DRY_RUN)).isPresent()
        : !isConnection()
            && parameters().anyMatch(pair -> pair[0].equals("dryRun") && pair[1].equals(DRY_RUN));
  }

  boolean deletes() {
    return verb.startsWith("delete");
  }

  /// A deletion of several that a selector names, and the guard is not among them. A negation can
  /// mean it without naming it.
  boolean deletesOthers() {
    return deletes()
        && parameters()
            .anyMatch(
                pair ->
                    SELECTORS.contains(pair[0])
                        && !pair[1].isBlank()
                        && Stream.of("exec-guard", "!", "notin").noneMatch(pair[1]::contains));
  }

  /// Server-side apply creates with the verb patch.
  boolean creates() {
    return verb.equals("create") || code == CREATED;
  }

  boolean isImpersonated() {
    return !who.equals(username);
  }

  private boolean isConnection() {
    return CONNECTIONS.contains(resource) || resource.endsWith("/proxy");
  }

  /// The request. Its client chooses the audit id (header `Audit-ID`), so that the id alone could
  /// be another's; all stages have the same time.
  Key key() {
    return Key.of(String.join("\n", auditId, time.toString(), verb, uri, who));
  }

  private boolean isSet(String name) {
    return parameters()
        .filter(pair -> pair[0].equals(name))
        .findFirst()
        .filter(pair -> !pair[1].equals("0") && !pair[1].equalsIgnoreCase("false"))
        .isPresent();
  }

  /// As the API server reads them: what is not well-formed it passes over.
  private Stream<String[]> parameters() {
    int query = uri.indexOf('?');
    return query < 0
        ? Stream.empty()
        : Stream.of(uri.substring(query + 1).split("&", -1))
            .filter(pair -> !pair.contains(";"))
            .map(pair -> pair.split("=", 2))
            .flatMap(Audited::parameter);
  }

  private static Stream<String[]> parameter(String[] parts) {
    try {
      String value = parts.length < 2 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8);
      return Stream.<String[]>of(
          new String[] {URLDecoder.decode(parts[0], StandardCharsets.UTF_8), value});
    } catch (IllegalArgumentException _) {
      return Stream.empty();
    }
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return text;
    }
  }

  private static String effective(Cursor event) {
    String impersonated = Picked.member(event, "impersonatedUser").text("username");
    return impersonated.isEmpty() ? Picked.member(event, "user").text("username") : impersonated;
  }

  private static String who(Cursor event) {
    String user = Picked.member(event, "user").text("username");
    String effective = effective(event);
    return effective.equals(user) ? user : effective + " (impersonated by " + user + ")";
  }

  private static String joined(String first, String second) {
    return Stream.of(first, second)
        .filter(text -> !text.isEmpty())
        .collect(Collectors.joining("/"));
  }

  /// Whether a container of a pod that was sent has stdin or a terminal.
  static boolean isInteractivePod(Cursor pod) {
    Cursor spec = Picked.member(pod, "spec");
    return Stream.of("containers", "initContainers")
        .flatMap(name -> spec.items(name).stream())
        .anyMatch(container -> isTrue(container, "stdin") || isTrue(container, "tty"));
  }

  private static boolean isTrue(Cursor container, String name) {
    return container.optional(name).map(Cursor::json).filter(Audited::isTrue).isPresent();
  }

  private static boolean isTrue(Json json) {
    return json instanceof Json.Flag(boolean value, _) && value;
  }
}
