package io.execguard.policy;

import static io.execguard.policy.Samples.DEVELOPMENT;
import static io.execguard.policy.Samples.SHELL;
import static io.execguard.policy.Samples.UNAVAILABLE;
import static io.execguard.policy.Samples.ask;
import static io.execguard.policy.Samples.development;
import static io.execguard.policy.Samples.grant;
import static io.execguard.policy.Samples.production;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DecisionInputTest {
  private static final PodFacts PRIVILEGED =
      new PodFacts.Known(Pods.of(Pods.container("app", true), Pods.container("sidecar", false)));

  @Test
  void hasTheGrantOfANamespaceThatIsKnown() {
    assertEquals(Grant.of(grant("lead")), input(SHELL, production(grant("lead"))).grant());
    assertEquals(new Grant.None(), input(SHELL, UNAVAILABLE).grant());
  }

  @Test
  void hasTheGrantThatAChangeLeavesInTheNamespace() {
    Access made = Samples.change(development(Map.of()), development(grant("lead")));
    Access removed = Samples.change(development(grant("lead")), development(Map.of()));

    assertEquals(Grant.of(grant("lead")), input(made, UNAVAILABLE).grant());
    assertEquals(new Grant.None(), input(removed, production(grant("lead"))).grant());
  }

  @Test
  void hasTheNodeAccessOfTheContainerThatIsEntered() {
    Access sidecar = new Access.Exec(true, true, List.of("sh"), "sidecar");

    assertEquals(
        Optional.of(new NodeAccess(List.of("privileged"), List.of())),
        input(SHELL, PRIVILEGED).nodeAccess());
    assertEquals(Optional.of(NodeAccess.NONE), input(sidecar, PRIVILEGED).nodeAccess());
    assertEquals(Optional.empty(), input(Samples.METRICS, PRIVILEGED).nodeAccess());
    assertEquals(Optional.empty(), input(SHELL, new PodFacts.NotFound()).nodeAccess());
  }

  @Test
  void hasTheShellOnTheNodeFirstWhereItIsCertain() {
    SessionAttempt exec = new SessionAttempt(Session.EXEC, false);

    assertEquals(
        List.of(new SessionAttempt(Session.NODE_SHELL, true), exec),
        input(SHELL, PRIVILEGED).sessions());
    assertEquals(
        List.of(exec, new SessionAttempt(Session.NODE_SHELL, true, false)),
        input(SHELL, new PodFacts.Unavailable("out-of-time")).sessions());
    assertEquals(List.of(exec), input(SHELL, new PodFacts.NotFound()).sessions());
    assertEquals(List.of(), input(Samples.COMMAND, PRIVILEGED).sessions());
  }

  private static DecisionInput input(Access access, NamespaceFacts namespace) {
    return new DecisionInput(ask(Door.SESSIONS, access), namespace, new PodFacts.NotNeeded());
  }

  private static DecisionInput input(Access access, PodFacts pod) {
    return new DecisionInput(ask(Door.SESSIONS, access), DEVELOPMENT, pod);
  }
}
