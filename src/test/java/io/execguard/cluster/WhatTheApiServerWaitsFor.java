package io.execguard.cluster;

import io.execguard.policy.Policy;
import io.execguard.speed.MarkdownTable;
import io.execguard.speed.MeasuredHandler;
import io.execguard.speed.MeasuredReview;
import io.execguard.speed.Timings;
import io.execguard.testing.Function;
import io.execguard.tool.registration.AdmissionPolicyDocument;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What a refused exec takes at a real API server, by who refuses it, each in turn with the others
/// on one connection: see `src/test/speed/measure-api-server`.
final class WhatTheApiServerWaitsFor {
  private static final int EXECS = 1_500;

  /// A process whose snapshot was primed has its path compiled; what is called rarely is compiled
  /// late.
  private static final int WARMING = 2_000;

  private static final Duration PATIENCE = Duration.ofSeconds(15);

  /// Who refuses, in which namespace, and in which words.
  private record Refusal(String who, String namespace, String words, Timings timings) {
    Refusal(String who, String namespace, String words) {
      this(who, namespace, words, new Timings());
    }

    String path() {
      return "/api/v1/namespaces/"
          + namespace
          + "/pods/none/exec?command=sh&container=app&stdin=true&stdout=true&tty=true";
    }
  }

  private static final Refusal AT_ONCE =
      new Refusal("a webhook that answers at once", "at-once", "at once");

  private static final Refusal BEHIND_GATEWAY =
      new Refusal("the same behind a played API Gateway", "behind-gateway", "at once");

  private static final List<Refusal> REFUSALS =
      List.of(
          new Refusal("nobody: there is no such pod", "nobody", "not found"),
          new Refusal("a ValidatingAdmissionPolicy", "expressed", "exec-guard-floor-expressed"),
          AT_ONCE,
          BEHIND_GATEWAY,
          new Refusal("the same, registered as Exec Guard is", "registered", "at once"),
          new Refusal(
              "the same, with Exec Guard's denial as it stands",
              "in-its-words",
              "deny-interactive-exec: environment=production"),
          new Refusal(
              "the same, after Jackson read and wrote as much",
              "after-jackson",
              "deny-interactive-exec: environment=production"),
          new Refusal(
              "Exec Guard behind it",
              "production",
              "deny-interactive-exec: environment=production"));

  private WhatTheApiServerWaitsFor() {}

  public static void main(String[] arguments) throws Exception {
    Policy policy = MeasuredHandler.shipped();
    try (ControlPlane controlPlane = ControlPlane.start();
        MeasuredWebhook atOnce = MeasuredWebhook.atOnce();
        MeasuredWebhook behindGateway = MeasuredWebhook.atOnceBehindGateway();
        MeasuredWebhook registered = MeasuredWebhook.atOnceBehindGateway();
        MeasuredWebhook inItsWords = MeasuredWebhook.inItsWords(policy, () -> {});
        MeasuredWebhook afterJackson =
            MeasuredWebhook.inItsWords(
                policy, MeasuredHandler.of(MeasuredReview.EXEC).floor()::readAndWrite);
        MeasuredWebhook guard = MeasuredWebhook.guard(policy);
        Api api =
            Api.connect(
                controlPlane.server(),
                controlPlane.certificateAuthority(),
                controlPlane.token(User.JANE));
        OneConnection connection =
            new OneConnection(
                controlPlane.server(), api.client().sslContext(), controlPlane.token(User.JANE))) {
      controlPlane.apply(RefusingManifests.namespaces());
      controlPlane.apply(
          AdmissionPolicyDocument.floor(RefusingManifests.refusing("expressed"), Function.CLUSTER));
      controlPlane.apply(RefusingManifests.webhook("at-once", atOnce));
      controlPlane.apply(RefusingManifests.webhook("behind-gateway", behindGateway));
      register(controlPlane, "registered", registered);
      register(controlPlane, "in-its-words", inItsWords);
      register(controlPlane, "after-jackson", afterJackson);
      controlPlane.apply(RefusingManifests.registration("exec-guard", policy, guard));
      REFUSALS.forEach(refusal -> awaitFollowed(connection, refusal));
      for (int exec = -WARMING; exec < EXECS; exec++) {
        for (Refusal refusal : REFUSALS) {
          long began = System.nanoTime();
          String answer = answer(connection, refusal);
          long took = System.nanoTime() - began;
          if (!answer.contains(refusal.words())) {
            throw new IllegalStateException(refusal.who() + ": " + answer);
          }
          if (exec >= 0) {
            refusal.timings().add(took);
          }
        }
      }
    }
    System.out.print(table());
  }

  /// As Exec Guard is registered, where a policy means this namespace.
  private static void register(ControlPlane controlPlane, String name, MeasuredWebhook webhook) {
    controlPlane.apply(
        RefusingManifests.registration(name, RefusingManifests.refusing(name), webhook));
  }

  private static void awaitFollowed(OneConnection connection, Refusal refusal) {
    List<String> answers = new ArrayList<>();
    try {
      Eventually.awaitThat(
          refusal.who(),
          PATIENCE,
          () -> {
            answers.add(answer(connection, refusal));
            return answers.getLast().contains(refusal.words());
          });
    } catch (IllegalStateException e) {
      throw new IllegalStateException(answers.getLast(), e);
    }
  }

  private static MarkdownTable table() {
    MarkdownTable table =
        new MarkdownTable(
            "who refuses",
            "median, of the one at once",
            "of the one behind the gateway",
            "p99, of the p99 at once",
            "p99, of its own median");
    double median = AT_ONCE.timings().median();
    double behindGateway = BEHIND_GATEWAY.timings().median();
    double p99 = AT_ONCE.timings().percentile(99);
    for (Refusal refusal : REFUSALS) {
      Timings timings = refusal.timings();
      table.row(
          refusal.who(),
          MarkdownTable.ratio(timings.median(), median),
          MarkdownTable.ratio(timings.median(), behindGateway),
          MarkdownTable.ratio(timings.percentile(99), p99),
          MarkdownTable.ratio(timings.percentile(99), timings.median()));
    }
    return table;
  }

  private static String answer(OneConnection connection, Refusal refusal) {
    try {
      return connection.post(refusal.path());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
