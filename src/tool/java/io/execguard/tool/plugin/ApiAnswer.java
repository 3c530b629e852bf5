package io.execguard.tool.plugin;

import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What the API server says of a session that was asked for without opening it, in kubectl's words.
sealed interface ApiAnswer {
  /// Where kubectl begins to pass on what the API server says; warnings can stand before it.
  Pattern BEGIN = Pattern.compile("(?m)^Error from server(?: \\([A-Za-z]+\\))?: ");

  Pattern WEBHOOK =
      Pattern.compile("(?s)admission webhook \"([^\"]+)\" denied the request(?:: (.*)|.*)");

  /// In the API server itself: the floor, or a policy of somebody else.
  Pattern ADMISSION_POLICY =
      Pattern.compile(
          "(?s)pods \"[^\"]+\" is forbidden: ValidatingAdmissionPolicy '([^']+)' with binding"
              + " '[^']+' denied request: (.*)");

  Pattern UNANSWERED =
      Pattern.compile("(?s)Internal error occurred: failed calling webhook \"([^\"]+)\": (.*)");

  Pattern RBAC = Pattern.compile("(?s)pods \"[^\"]+\" is forbidden: (User \".*)");
  Pattern NO_NAMESPACE = Pattern.compile("(?s)namespaces \"[^\"]+\" not found\\s*");
  Pattern NO_POD = Pattern.compile("(?s)pods \"[^\"]+\" not found\\s*");

  /// Comes last: authorised, admitted, and the pod has been looked up.
  Pattern ADMITTED = Pattern.compile("(?s)Upgrade request required\\s*");

  record Admitted() implements ApiAnswer {}

  record NoPod() implements ApiAnswer {}

  record NoNamespace() implements ApiAnswer {}

  /// By admission.
  ///
  /// @param by the webhook, or the admission policy
  record Denied(String by, String message) implements ApiAnswer {}

  /// The guard could not be asked.
  ///
  /// @param webhook that fails closed
  record Unanswered(String webhook, String why) implements ApiAnswer {}

  record Forbidden(String why) implements ApiAnswer {}

  record Other(String words) implements ApiAnswer {}

  /// Reads what kubectl has printed.
  static ApiAnswer of(String printed) {
    Matcher begin = BEGIN.matcher(printed);
    if (!begin.find()) {
      return new Other(printed.strip());
    }
    String said = printed.substring(begin.end());
    return Stream.of(
            read(WEBHOOK, said, found -> new Denied(found.group(1), text(found, 2))),
            read(ADMISSION_POLICY, said, found -> new Denied(found.group(1), text(found, 2))),
            read(UNANSWERED, said, found -> new Unanswered(found.group(1), text(found, 2))),
            read(RBAC, said, found -> new Forbidden(text(found, 1))),
            read(NO_NAMESPACE, said, _ -> new NoNamespace()),
            read(NO_POD, said, _ -> new NoPod()),
            read(ADMITTED, said, _ -> new Admitted()))
        .flatMap(Optional::stream)
        .findFirst()
        .orElseGet(() -> new Other(printed.strip()));
  }

  private static Optional<ApiAnswer> read(
      Pattern pattern, String said, Function<MatchResult, ApiAnswer> answer) {
    Matcher matcher = pattern.matcher(said);
    return matcher.matches()
        ? Optional.of(answer.apply(matcher.toMatchResult()))
        : Optional.empty();
  }

  private static String text(MatchResult found, int group) {
    return Optional.ofNullable(found.group(group)).orElse("").strip();
  }

  /// For a person, who asked about a pod.
  default String words(String namespace, String pod) {
    return switch (this) {
      case Admitted _ ->
          "Not refused, by RBAC or by the guard: this session would be opened, where its container can have"
              + " one. Nothing was run.";
      case NoPod _ ->
          "Not refused, by RBAC or by the guard, but there is no pod "
              + pod
              + " in namespace "
              + namespace
              + ".";
      case NoNamespace _ -> "Not opened: there is no namespace " + namespace + ".";
      case Denied(String by, String message) -> "Refused by " + by + ":\n" + message;
      case Unanswered(String webhook, String why) ->
          "Refused, because the guard does not answer at "
              + webhook
              + ": "
              + why
              + "\nSessions, and grants of break-glass, are refused until it does; single commands go"
              + " on: kubectl exec -n "
              + namespace
              + " "
              + pod
              + " -- COMMAND";
      case Forbidden(String why) ->
          "Refused by RBAC, before the guard is asked; no break-glass opens it: " + why;
      case Other(String words) -> "Not opened, and by nothing that this tool knows: " + words;
    };
  }
}
