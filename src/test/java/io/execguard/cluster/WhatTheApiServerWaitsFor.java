package io.execguard.cluster;

import static java.util.Comparator.comparingDouble;
import static java.util.stream.Collectors.joining;

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
import java.util.Collections;
import java.util.List;

/// What a refused exec takes at a real API server, by who refuses it, each in turn with the others
/// on one connection: see `src/test/speed/measure-api-server`.
///
/// Medians are those of the pass in which the webhook at once was quickest: what else runs on the
/// machine takes more of the others, and more of Exec Guard, whose code and data are used once in a
/// round, than of what the webhooks here share. The slowest of a hundred, and the medians beside
/// them, are of all passes: of one they would be fifteen.
final class WhatTheApiServerWaitsFor {
  /// Of each kind in a pass.
  private static final int EXECS = 1_500;

  private static final int PASSES = 5;

  /// A process whose snapshot was primed has its path compiled; what is called rarely is compiled
  /// late.
  private static final int WARMING = 2_000;

  private static final Duration PATIENCE = Duration.ofSeconds(15);

  /// What each took, in the order of [#REFUSALS].
  private record Pass(List<Timings> timings) {
    static Pass ofAll(List<Pass> passes) {
      Pass all = new Pass(REFUSALS.stream().map(_ -> new Timings()).toList());
      passes.forEach(pass -> REFUSALS.forEach(refusal -> all.of(refusal).addAll(pass.of(refusal))));
      return all;
    }

    double median(MeasuredRefusal refusal) {
      return of(refusal).median();
    }

    double p99(MeasuredRefusal refusal) {
      return of(refusal).percentile(99);
    }

    private Timings of(MeasuredRefusal refusal) {
      return timings.get(REFUSALS.indexOf(refusal));
    }
  }

  private static final String DENIAL = "deny-interactive-exec: environment=production";

  private static final MeasuredRefusal AT_ONCE =
      new MeasuredRefusal("a webhook that answers at once", "at-once", "at once");

  private static final MeasuredRefusal BEHIND_GATEWAY =
      new MeasuredRefusal("the same behind a played API Gateway", "behind-gateway", "at once");

  private static final MeasuredRefusal EXEC_GUARD =
      new MeasuredRefusal("Exec Guard behind it", "production", DENIAL);

  private static final List<MeasuredRefusal> REFUSALS =
      List.of(
          new MeasuredRefusal("nobody: there is no such pod", "nobody", "not found"),
          new MeasuredRefusal(
              "a ValidatingAdmissionPolicy", "expressed", "exec-guard-floor-expressed"),
          AT_ONCE,
          BEHIND_GATEWAY,
          new MeasuredRefusal("the same, registered as Exec Guard is", "registered", "at once"),
          new MeasuredRefusal(
              "the same, with Exec Guard's denial as it stands", "in-its-words", DENIAL),
          new MeasuredRefusal(
              "the same, after Jackson read and wrote as much", "after-jackson", DENIAL),
          EXEC_GUARD);

  private WhatTheApiServerWaitsFor() {}

  public static void main(String[] arguments) throws Exception {
    Policy policy = MeasuredHandler.shipped();
    List<Pass> passes = new ArrayList<>();
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
      pass(connection, WARMING);
      for (int pass = 0; pass < PASSES; pass++) {
        passes.add(pass(connection, EXECS));
      }
    }
    Pass calmest = Collections.min(passes, comparingDouble(pass -> pass.median(AT_ONCE)));
    System.out.print(table(calmest, Pass.ofAll(passes)));
    System.out.println(
        passes.stream()
            .map(pass -> MarkdownTable.ratio(pass.median(EXEC_GUARD), pass.median(AT_ONCE)))
            .collect(
                joining(", ", "\nExec Guard's median, of the one at once, in each pass: ", "")));
  }

  private static Pass pass(OneConnection connection, int execs) {
    List<Timings> timings = REFUSALS.stream().map(_ -> new Timings()).toList();
    for (int exec = 0; exec < execs; exec++) {
      for (MeasuredRefusal refusal : REFUSALS) {
        long began = System.nanoTime();
        String answer = answer(connection, refusal);
        long took = System.nanoTime() - began;
        timings.get(REFUSALS.indexOf(refusal)).add(took);
        if (!answer.contains(refusal.words())) {
          throw new IllegalStateException(refusal.who() + ": " + answer);
        }
      }
    }
    return new Pass(timings);
  }

  /// As Exec Guard is registered, where a policy means this namespace.
  private static void register(ControlPlane controlPlane, String name, MeasuredWebhook webhook) {
    controlPlane.apply(
        RefusingManifests.registration(name, RefusingManifests.refusing(name), webhook));
  }

  private static void awaitFollowed(OneConnection connection, MeasuredRefusal refusal) {
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

  private static MarkdownTable table(Pass calmest, Pass all) {
    MarkdownTable table =
        new MarkdownTable(
            "who refuses",
            "median, of the one at once",
            "of the one behind the gateway",
            "p99, of the p99 at once",
            "p99, of its own median");
    for (MeasuredRefusal refusal : REFUSALS) {
      table.row(
          refusal.who(),
          MarkdownTable.ratio(calmest.median(refusal), calmest.median(AT_ONCE)),
          MarkdownTable.ratio(calmest.median(refusal), calmest.median(BEHIND_GATEWAY)),
          MarkdownTable.ratio(all.p99(refusal), all.p99(AT_ONCE)),
          MarkdownTable.ratio(all.p99(refusal), all.median(refusal)));
    }
    return table;
  }

  private static String answer(OneConnection connection, MeasuredRefusal refusal) {
    try {
      return connection.post(refusal.path());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
