package io.execguard.tool.review;

import io.execguard.admission.GrantLine;
import io.execguard.json.Cursor;
import io.execguard.policy.Grant;
import io.execguard.tool.handler.RecordLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One thing that somebody does in the [Demonstration].
///
/// @param requests what kubectl sends for it, at least one: a refused stream is sent twice
/// @param printed what the person sees, a line each
/// @param log what it leaves in the container's log
public record DemonstrationStep(
    Kind kind, List<PlayedRequest> requests, List<String> printed, List<String> log) {
  public DemonstrationStep {
    requests = List.copyOf(requests);
    printed = List.copyOf(printed);
    log = List.copyOf(log);
  }

  /// What is done, and what the shipped policy makes of it.
  public enum Kind {
    COMMAND("A single command runs, and its arguments are on record.", "allow", "not-interactive"),
    REFUSED("A session in production is refused, and told the way out.", "deny", "constraint"),
    GRANT("Break-glass: a reason, an end, a name, and no deployment.", "allow", "grant"),
    SESSION("The session opens under it, and what it shows is on record.", "allow", "break-glass");

    private final String heading;
    private final String decision;
    private final String reason;

    Kind(String heading, String decision, String reason) {
      this.heading = heading;
      this.decision = decision;
      this.reason = reason;
    }

    public String heading() {
      return heading;
    }

    DemonstrationStep of(PlayedRequest... requests) {
      List<PlayedRequest> all = List.of(requests);
      return new DemonstrationStep(this, all, all.getLast().printed(), List.of());
    }
  }

  /// The decision's record; of a request that was sent twice, that of the second time.
  public RecordLine record() {
    return requests.getLast().record();
  }

  /// How it was decided otherwise than the shipped policy decides it; empty where it was not.
  public Optional<String> surprise() {
    String expected = kind.decision + " (" + kind.reason + ")";
    String found = record().text("decision") + " (" + record().text("reason") + ")";
    return found.equals(expected)
        ? Optional.empty()
        : Optional.of("\"" + kind.heading + "\" came to " + found + ", not to " + expected);
  }

  /// Who does it.
  public String who() {
    return record().who();
  }

  /// The line for kubectl.
  public String typed() {
    Cursor request = requests.getFirst().request();
    return kind == Kind.GRANT ? grant(request) : exec(request);
  }

  private static String grant(Cursor request) {
    return Grant.of(request.required("object").required("metadata").textMembers("annotations"))
            instanceof Grant.Written grant
        ? GrantLine.of(request.text("name"), grant, false).text()
        : "";
  }

  private static String exec(Cursor request) {
    Cursor options = request.required("object");
    List<String> words = new ArrayList<>(List.of("kubectl", "exec"));
    if (options.flag("stdin")) {
      words.add(options.flag("tty") ? "-it" : "-i");
    }
    words.addAll(List.of("-n", request.text("namespace"), request.text("name")));
    words.addAll(List.of("-c", options.text("container"), "--"));
    words.addAll(options.texts("command"));
    return String.join(" ", words);
  }
}
