package io.execguard.aws;

import io.execguard.admission.NamespaceLookup;
import io.execguard.admission.NamespaceResult;
import io.execguard.policy.BreakGlass;
import io.execguard.policy.Constraint;
import io.execguard.policy.EnforcementAction;
import io.execguard.policy.Exemptions;
import io.execguard.policy.Grant;
import io.execguard.policy.NamespaceFacts;
import io.execguard.policy.PodFacts;
import io.execguard.policy.Pods;
import io.execguard.policy.Policy;
import io.execguard.testing.Function;
import io.execguard.testing.Policies;
import io.execguard.testing.Reviews;
import io.execguard.testing.Rewriting;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One line of the decision log of each kind, as the function writes it of captured reviews. The
/// captured grant is from 14:00 until 18:00, and the function's clock stands at 16:00.
///
/// No capture is of a dry run, of a refused grant beside a change of labels, or of a label that
/// comes to a namespace with a grant: those are made from the captures beside them.
final class EveryLine {
  private static final String SELF_TEST = "{\"selfTest\": true}";

  private static final Map<String, String> GRANT =
      Map.of(
          Grant.Key.FROM.annotation(),
          "2026-11-23T14:00:00Z",
          Grant.Key.UNTIL.annotation(),
          "2026-11-23T18:00:00Z",
          Grant.Key.REASON.annotation(),
          "INC-4242",
          Grant.Key.BY.annotation(),
          "bob",
          Grant.Key.FOR.annotation(),
          "arn:aws:sts::111122223333:assumed-role/Developer/jane.doe@example.com anna");

  private final Map<String, String> lines = new LinkedHashMap<>();

  private EveryLine() {
    sessions();
    changes();
    others();
  }

  /// The lines by what they are of.
  static Map<String, String> byName() {
    return new EveryLine().lines;
  }

  private void sessions() {
    review("an allowed command", production(), "commands", Reviews.text("exec-command"));
    String session = Reviews.text("exec-interactive-tty");
    review("a denied session", production(), "sessions", session);
    review("a session without labels", blind(), "sessions", session);
    review("a session in staging", staging(), "sessions-open", session);
    review("drift", production(), "sessions-open", session);
    review("a session in a pod that cannot be read", podless(), "sessions-open", session);
    review("a session in a privileged pod", privileged(), "sessions-open", session);
    review("a dryrun session", constrained(EnforcementAction.DRYRUN), "sessions", session);
    review("a session that goes under the recorder", production(), "recorder", session);
    review("a session on record", recording(), "sessions", onRecord(session));
    review("a session that is not on record", recording(), "sessions", session);
    String pod = Reviews.text("run-interactive");
    review("a warned pod", constrained(EnforcementAction.WARN), "run", pod);
    review("a session under break-glass", opened(), "sessions", session);
    review("a pod under break-glass", opened(), "run", pod);
    review("dry run of a pod under break-glass", opened(), "run", dryRun(pod));
  }

  private void changes() {
    String grant = Reviews.text("grant-made");
    review("a grant", production(), "grants", grant);
    review("dry run of a grant", production(), "grants", dryRun(grant));
    review(
        "a grant with its namespace",
        production(),
        "grants",
        Reviews.text("namespace-created-with-a-grant"));
    review(
        "a grant that ended, with its namespace",
        production(),
        "grants",
        ended(Reviews.text("namespace-created-with-a-grant")));
    review("another's grant that ended, set back", production(), "grants", restored(grant));
    review(
        "annotations that are no grant, with their namespace",
        production(),
        "grants",
        Reviews.text("namespace-created-with-a-grant").replace("2026-11-23T18:00:00Z", "later"));
    review("a refused grant", production(), "grants", Reviews.text("grant-by-status"));
    review("a removed grant", production(), "grants", Reviews.text("grant-removed"));
    review("a label that brings in", production(), "labels", Reviews.text("label-added"));
    String out = Reviews.text("label-removed");
    review("a label that takes out", production(), "labels", out);
    review("dry run of a label that takes out", production(), "labels", dryRun(out));
    review("a label that takes out beside a refused grant", production(), "labels", ended(out));
    review("a label that carries a grant", production(), "labels", backwards(out));
    review(
        "dry run of a label that carries a grant", production(), "labels", dryRun(backwards(out)));
  }

  private void others() {
    String steals = Reviews.text("exec-interactive-tty").replace("\"CONNECT\"", "\"STEAL\"");
    review("an unsupported review", production(), "sessions", steals);
    Function stranger = production();
    stranger.send(Function.event("prod-eu", "wrong", "sessions", Reviews.bytes("exec-command")));
    keep("a wrong token", stranger);
    Function large = production();
    large.post("sessions", new byte[(6 << 20) + 1]);
    keep("a body too large", large);
    review("a body that is no JSON", production(), "labels", "{\"request\": ");
    Function well = production();
    well.invoke(SELF_TEST);
    keep("a self-test", well);
    lines.put("the policy", well.allLines().getFirst());
    Function ill = blind();
    ill.invoke(SELF_TEST);
    keep("a self-test that failed", ill);
    review("a bug", broken(), "sessions", Reviews.text("exec-interactive-tty"));
    Function ailing = broken();
    ailing.invoke(SELF_TEST);
    keep("a bug in a self-test", ailing);
    Function rehearsing = production();
    rehearsing.invoke(Function.rehearsal("prod-eu", "sessions-open", "exec-interactive-tty"));
    keep("a rehearsal of a denied session", rehearsing);
  }

  private void review(String name, Function function, String door, String review) {
    function.post(door, review.getBytes(StandardCharsets.UTF_8));
    keep(name, function);
  }

  private void keep(String name, Function function) {
    List<String> written = function.lines();
    if (written.size() != 1 || lines.put(name, written.getFirst()) != null) {
      throw new AssertionError("not one line of " + name + ": " + written);
    }
  }

  private static Function production() {
    return new Function(openable(), Function.labelled(Policies.PRODUCTION));
  }

  private static Function recording() {
    return constrained(EnforcementAction.RECORD);
  }

  private static String onRecord(String review) {
    byte[] sent = review.getBytes(StandardCharsets.UTF_8);
    String answer = recording().post("recorder", sent).body();
    return new String(
        Rewriting.patched(sent, answer, "00000000-0000-4000-8000-000000000001"),
        StandardCharsets.UTF_8);
  }

  private static Function staging() {
    return new Function(openable(), Function.labelled(Policies.STAGING));
  }

  private static Function podless() {
    return new Function(
        openable(),
        Function.labelled(Policies.STAGING),
        Function.pods(new PodFacts.Unavailable("pods-forbidden")));
  }

  private static Function privileged() {
    return new Function(
        openable(),
        Function.labelled(Policies.STAGING),
        Function.pods(new PodFacts.Known(Pods.privileged("app"))));
  }

  private static Function blind() {
    return new Function(openable(), Function.unavailable());
  }

  private static Function opened() {
    NamespaceLookup granted =
        (_, _, _, _) ->
            new NamespaceResult(
                new NamespaceFacts.Known(Policies.PRODUCTION, GRANT), Duration.ZERO);
    return new Function(openable(), granted);
  }

  private static Function broken() {
    return new Function(
        openable(),
        (_, _, _, _) -> {
          throw new IllegalStateException("a bug");
        });
  }

  private static Function constrained(EnforcementAction action) {
    return new Function(
        new Policy(List.of(Policies.production("rule", action))),
        Function.labelled(Policies.PRODUCTION));
  }

  private static Policy openable() {
    Constraint plain = Policies.production("production", EnforcementAction.DENY);
    return new Policy(
        List.of(
            new Constraint(
                plain.name(),
                plain.enforcementAction(),
                plain.match(),
                plain.message(),
                Exemptions.NONE,
                Optional.empty(),
                Optional.of(new BreakGlass(Duration.ofHours(4), false, Optional.empty())))));
  }

  private static String dryRun(String review) {
    return changed(review, review.replaceFirst("\"dryRun\" ?: false", "\"dryRun\": true"));
  }

  /// The namespace that is to be comes first.
  private static String ended(String review) {
    return changed(review, review.replaceFirst("2026-11-23T18:00:00Z", "2026-11-23T15:00:00Z"));
  }

  /// By somebody else than who granted it.
  private static String restored(String review) {
    return ended(review).replaceFirst("\"username\" : \"[^\"]*\"", "\"username\" : \"backup\"");
  }

  private static String backwards(String review) {
    return changed(
        review,
        review
            .replace("\"object\" :", "\"after\" :")
            .replace("\"oldObject\" :", "\"object\" :")
            .replace("\"after\" :", "\"oldObject\" :"));
  }

  private static String changed(String before, String after) {
    if (before.equals(after)) {
      throw new AssertionError("the capture has another form: " + before);
    }
    return after;
  }
}
