package io.execguard.tool.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.tool.CommandRun;
import io.execguard.tool.ToldNamespaces;
import io.execguard.tool.kubectl.FakeKubectl;
import io.execguard.tool.terminal.LineWrap;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/// A production namespace that no constraint meant, since its label was `environment=Production`,
/// was found when somebody had a shell in it.
final class NamespacesCommandTest extends NamespacesTest {
  @Test
  void theTableHasNamespacesWithTheSameAnswerTogether() throws IOException {
    CommandRun run = run(captured());
    assertEquals(1, run.code());
    assertEquals("", run.err());
    assertEquals(
        """
        prod-eu has 11 namespaces. By POLICY (DIGEST), of which its registration is:

        NAMESPACES                      REQUESTS             CONSTRAINTS               DOORS          IN AN OUTAGE
        production                      exec, attach, debug  prod (deny)               sessions       refused
                                        run                  prod (deny)               run            admitted
                                        nodeShell            prod (deny)               node, run      refused
                                        nodeProxy            prod (deny)               node           refused
                                        portForward          none                      tunnels        admitted
                                        command              none                      commands       admitted

        9: checkout-prod, default,      exec, attach, debug  none                      sessions-open  admitted
        kube-node-lease, kube-public,
        kube-system, orders, payments,
        staging, team-a
                                        run                  none                      run            admitted
                                        nodeShell            prod (deny)               node, run      refused
                                        nodeProxy            none                      node           refused
                                        portForward          none                      tunnels        admitted
                                        command              none                      commands       admitted

        nightly-ci                      exec, attach, debug  not prod (excludes *-ci)  sessions-open  admitted
                                        run                  not prod (excludes *-ci)  run            admitted
                                        nodeShell            prod (deny)               node, run      refused
                                        nodeProxy            not prod (excludes *-ci)  node           refused
                                        portForward          none                      tunnels        admitted
                                        command              none                      commands       admitted

        Near misses. Ask what they are meant to be:
          checkout-prod: has no label environment, and a name like production; with environment=production, prod (deny) would
            mean it
          nightly-ci: has environment=production and a name that excludedNamespaces has (*-ci): its name alone keeps it out of
            prod (deny)
          orders: has env=production; with environment=production, prod (deny) would mean it
          payments: has environment=Production; with environment=production, prod (deny) would mean it
        Break-glass, by this machine's clock:
          production: ended; from 2026-11-25T08:00:00Z; until 2026-11-25T09:00:00Z; by olga; reason INC-4242
          staging: faulty: from-no-time; from soon\uFFFD[2J; by mallory
        """,
        before(run.out(), "Who may change")
            .replaceAll(
                "By \\S+\\s+\\(sha256:\\w+\\),\\s+of which\\s+its registration\\s+is:",
                "By POLICY (DIGEST), of which its registration is:"));
  }

  @Test
  void noLineIsWiderThanATerminal() throws IOException {
    assertEquals(
        List.of(),
        run(captured()).lines().stream().filter(line -> line.length() > LineWrap.COLUMNS).toList());
  }

  @Test
  void aLineOfJsonHasAllThatIsToldOfANamespace() throws IOException {
    CommandRun run = run(captured(), "--output", "json");
    ToldNamespaces told = ToldNamespaces.of(run);
    assertEquals("cluster", told.cluster().path("type").asString(""));
    assertEquals("{\"ofThisPolicy\":true}", told.cluster().path("registration").toString());
    assertEquals(4, told.cluster().path("nearMisses").asInt(-1));
    assertEquals(
        List.of(
            "checkout-prod",
            "default",
            "kube-node-lease",
            "kube-public",
            "kube-system",
            "nightly-ci",
            "orders",
            "payments",
            "production",
            "staging",
            "team-a"),
        List.copyOf(told.byName().keySet()));
    assertEquals(12, run.lines().size());
    ObjectNode orders = (ObjectNode) told.line("orders");
    assertTrue(orders.remove("mayChange").size() > 0);
    assertTrue(orders.remove("requests").size() > 0);
    assertEquals(
        """
        {"type":"namespace","namespace":"orders","labels":{},
        "constraints":[{"constraint":"prod","enforcementAction":"deny","objectsTo":["nodeShell"]}],
        "nearMisses":[{"constraint":"prod","kind":"left-out","has":"env=production","right":"environment=production",
        "sentence":"has env=production; with environment=production, prod (deny) would mean it"}]}
        """
            .replace("\n", ""),
        orders.toString());
    assertEquals(
        "{\"state\":\"faulty\",\"fault\":\"from-no-time\",\"from\":\"soon\\u001B[2J\",\"by\":\"mallory\",\"opens\":[]}",
        told.line("staging").path("grant").toString());
    assertEquals(
        "{\"request\":\"nodeShell\",\"doors\":[\"node\",\"run\"],\"outage\":\"refused\"}",
        told.request("team-a", "nodeShell").toString());
    assertEquals(
        "*-ci",
        told.line("nightly-ci").path("constraints").path(0).path("excludedBy").asString(""));
  }

  @Test
  void withoutNearMissesItIsDone() throws IOException {
    policy("constraints: [{name: b, match: {namespaceSelector: {matchLabels: {team: a}}}}]");
    CommandRun run = run(captured());
    run.assertDone();
    assertTrue(run.out().contains("Near misses: none.\n"), run.out());
  }

  @Test
  void whatCannotBeReadIsNoClusterWithoutNamespaces() throws IOException {
    String forbidden =
        "Error from server (Forbidden): namespaces is forbidden: User \"viewer\" cannot list"
            + " resource \"namespaces\" in API group \"\" at the cluster scope";
    run(kubectl(
            registered(),
            "'get --raw=/api/v1/namespaces') echo '" + forbidden + "' >&2; exit 1 ;;\n"))
        .assertMistake("the namespaces cannot be read: " + forbidden);
    for (String rubbish : List.of("{}", "{\"items\": 1}", "{\"items\": [{}]}")) {
      run(kubectl(registered(), "'get --raw=/api/v1/namespaces') echo '" + rubbish + "' ;;\n"))
          .assertMistake("kubectl's answer is no list of namespaces");
    }
  }

  /// With the kubeconfig of another cluster the answer would have been about the wrong one.
  @Test
  void theClusterIsTheOneThatItsRegistrationNames() throws IOException {
    run(captured(), "--cluster", "prod-us")
        .assertMistake(
            "the registration in this cluster is of prod-eu, not of --cluster prod-us: is it the right"
                + " kubeconfig?");
  }

  @Test
  void beforeItIsRegisteredAClusterIsNamedWhereTheConstraintsAskForIt() throws IOException {
    FakeKubectl unregistered = kubectl(NO_REGISTRATION, rbac(), namespaces());
    String head = run(unregistered).out().replaceAll("\\s+", " ");
    assertTrue(head.startsWith("This cluster has 11 namespaces. By "), head);
    assertTrue(
        head.contains(
            "), and its registration is not known to be of it: the cluster has no registration"
                + " exec-guard."),
        head);
    policy(
        "constraints: [{name: b, match: {clusters: [prod-eu], namespaceSelector: {matchLabels: {env:"
            + " production}}}}]");
    run(unregistered)
        .assertMistake(
            "give --cluster: the constraint b means some clusters alone, and no registration could be"
                + " read that says which this one is");
    CommandRun elsewhere = run(unregistered, "--cluster", "prod-ue");
    assertEquals(0, elsewhere.code());
    assertTrue(
        elsewhere.err().contains("exec-guard: --cluster prod-ue is not in "), elsewhere.err());
    assertTrue(
        run(unregistered, "--cluster", "prod-eu").out().contains("orders "), "it means orders");
  }

  private static String before(String text, String words) {
    return text.substring(0, text.indexOf(words));
  }
}
