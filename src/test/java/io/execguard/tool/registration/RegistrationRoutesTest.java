package io.execguard.tool.registration;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.execguard.json.Cursor;
import io.execguard.json.Json;
import io.execguard.json.JsonReader;
import io.execguard.policy.NamespaceFacts;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Kubernetes' matching, one rule a row.
class RegistrationRoutesTest {
  private static final String RULE =
      "\"operations\": [\"%s\"], \"apiGroups\": [\"%s\"], \"apiVersions\": [\"v1\"],"
          + " \"resources\": [\"%s\"], \"scope\": \"%s\"";

  @ParameterizedTest
  @CsvSource({
    "CREATE,  '',   pods,             Namespaced, CREATE,  '',   pods,       '',     shop, asked",
    "CREATE,  '',   pods,             '*',        UPDATE,  '',   pods,       '',     shop, not",
    "'*',     '',   pods,             '*',        UPDATE,  '',   pods,       '',     shop, asked",
    "CREATE,  apps, pods,             '*',        CREATE,  '',   pods,       '',     shop, not",
    "CREATE,  '*',  pods,             '*',        CREATE,  apps, pods,       '',     shop, asked",
    "CONNECT, '',   pods,             '*',        CONNECT, '',   pods,       exec,   shop, not",
    "CONNECT, '',   pods/exec,        '*',        CONNECT, '',   pods,       exec,   shop, asked",
    "CONNECT, '',   pods/*,           '*',        CONNECT, '',   pods,       exec,   shop, asked",
    "CREATE,  '',   pods/*,           '*',        CREATE,  '',   pods,       '',     shop, asked",
    "CONNECT, '',   '*',              '*',        CONNECT, '',   pods,       exec,   shop, not",
    "CONNECT, '',   '*/exec',         '*',        CONNECT, '',   pods,       exec,   shop, asked",
    "CONNECT, '',   '*/*',            '*',        CONNECT, '',   nodes,      proxy,  '',   asked",
    "CONNECT, '',   nodes/proxy,      Cluster,    CONNECT, '',   nodes,      proxy,  '',   asked",
    "CONNECT, '',   nodes/proxy,      Namespaced, CONNECT, '',   nodes,      proxy,  '',   not",
    "UPDATE,  '',   namespaces,       Cluster,    UPDATE,  '',   namespaces, '',     shop, asked",
    "UPDATE,  '',   namespaces,       Namespaced, UPDATE,  '',   namespaces, '',     shop, not",
  })
  void matchesRules(
      String operation,
      String group,
      String resource,
      String scope,
      String asksOperation,
      String asksGroup,
      String asksResource,
      String subresource,
      String namespace,
      String expected) {
    String rule = RULE.formatted(operation, group, resource, scope);
    Json review = review(asksOperation, asksGroup, asksResource, subresource, namespace, "{}");
    assertEquals(
        expected.equals("asked") ? "sessions" : "not-asked",
        route(webhook("sessions", "Fail", rule, "", ""), review, known(Map.of())));
  }

  @Test
  void aClusterWideRequestPassesEverySelectorAndANamespaceItsOwn() {
    String selector = ", \"namespaceSelector\": {\"matchLabels\": {\"a\": \"b\"}}";
    String all = RULE.formatted("*", "*", "*/*", "*");
    String webhook = webhook("node", "Fail", all, selector, "");
    assertEquals(
        "node", route(webhook, review("CONNECT", "", "nodes", "proxy", "", "{}"), known(Map.of())));
    Json pod = review("CREATE", "", "pods", "", "shop", "{}");
    assertEquals("node", route(webhook, pod, known(Map.of("a", "b"))));
    assertEquals("not-asked", route(webhook, pod, known(Map.of("a", "c"))));
    Json joins =
        review(
            "UPDATE", "", "namespaces", "", "shop", "{\"metadata\": {\"labels\": {\"a\": \"b\"}}}");
    assertEquals("node", route(webhook, joins, known(Map.of())));
    Json leaves = review("UPDATE", "", "namespaces", "", "shop", "{\"metadata\": {}}");
    assertEquals("not-asked", route(webhook, leaves, known(Map.of("a", "b"))));
  }

  @ParameterizedTest
  @CsvSource({
    "Fail,   true,  true,  sessions",
    "Fail,   true,  false, not-asked",
    "Fail,   true,  1,     refused",
    "Fail,   1,     true,  refused",
    "Fail,   1,     false, not-asked",
    "Ignore, 1,     true,  not-asked",
    "Ignore, 1,     false, not-asked",
    "Ignore, true,  true,  sessions",
  })
  void anErrorCountsOnlyWhereNoConditionSaysNo(
      String policy, String first, String second, String expected) {
    String conditions =
        ", \"matchConditions\": [{\"name\": \"one\", \"expression\": \"%s\"}, {\"name\": \"two\", \"expression\": \"%s\"}]"
            .formatted(first, second);
    String all = RULE.formatted("*", "*", "*", "*");
    assertEquals(
        expected,
        route(
            webhook("sessions", policy, all, "", conditions),
            review("CREATE", "", "pods", "", "shop", "{}"),
            known(Map.of())));
  }

  @Test
  void whereLabelsAreUnknownADoorThatFailsClosedComesBeforeOnesThatDoNot() {
    String all = RULE.formatted("*", "*", "*", "*");
    String in =
        ", \"namespaceSelector\": {\"matchExpressions\": [{\"key\": \"a\", \"operator\": \"Exists\"}]}";
    String out =
        ", \"namespaceSelector\": {\"matchExpressions\": [{\"key\": \"a\", \"operator\": \"DoesNotExist\"}]}";
    String open = webhook("sessions-open", "Ignore", all, out, "");
    String closed = webhook("sessions", "Fail", all, in, "");
    Json review = review("CREATE", "", "pods", "", "shop", "{}");
    NamespaceFacts unknown = new NamespaceFacts.Unavailable("a-test");
    assertEquals("sessions", route(open + "," + closed, review, unknown));
    assertEquals("sessions-open", route(open, review, unknown));
    String always = webhook("run", "Ignore", all, "", "");
    assertEquals("sessions, run", route(always + "," + open + "," + closed, review, unknown));
  }

  @Test
  void whatNoApiServerSendsIsNoRequest() {
    String webhook = webhook("run", "Ignore", RULE.formatted("*", "*", "*", "*"), "", "");
    for (String review : new String[] {"[]", "{}", "{\"request\": {\"uid\": \"a\"}}"}) {
      assertEquals("no-request", route(webhook, json(review), known(Map.of())));
    }
  }

  private static String webhook(
      String door, String policy, String rule, String selector, String conditions) {
    return "{\"name\": \"%s.exec-guard.io\", \"failurePolicy\": \"%s\", \"rules\": [{%s}]%s%s}"
        .formatted(door, policy, rule, selector, conditions);
  }

  private static Json review(
      String operation,
      String group,
      String resource,
      String subresource,
      String namespace,
      String object) {
    return json(
        ("{\"request\": {\"operation\": \"%s\", \"resource\": {\"group\": \"%s\", \"version\": \"v1\", \"resource\": \"%s\"},"
                + " \"subResource\": \"%s\", \"namespace\": \"%s\", \"object\": %s}}")
            .formatted(operation, group, resource, subresource, namespace, object));
  }

  private static String route(String webhooks, Json review, NamespaceFacts facts) {
    RegistrationRoutes registration =
        RegistrationRoutes.of(Cursor.at("webhooks", json("[" + webhooks + "]")).items());
    return switch (registration.route(review, _ -> facts)) {
      case Route.Asked asked ->
          asked.doors().stream().map(way -> way.door().name()).collect(Collectors.joining(", "));
      case Route.NotAsked _ -> "not-asked";
      case Route.Refused _ -> "refused";
      case Route.NoRequest _ -> "no-request";
    };
  }

  private static NamespaceFacts known(Map<String, String> labels) {
    return new NamespaceFacts.Known(labels, Map.of());
  }

  private static Json json(String text) {
    return new JsonReader(1 << 20).read(text.getBytes(StandardCharsets.UTF_8)).orElseThrow();
  }
}
