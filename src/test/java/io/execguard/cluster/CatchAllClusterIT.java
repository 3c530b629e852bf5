package io.execguard.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.execguard.testing.Policies;
import io.execguard.tool.Guard;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The same decisions where one entry without match conditions sends everything: the function does
/// not rest on the registration's sorting.
@Tag("cluster")
@ExtendWith(ControlPlaneExtension.class)
final class CatchAllClusterIT {
  private static final String EVERYTHING =
      """
      apiVersion: admissionregistration.k8s.io/v1
      kind: ValidatingWebhookConfiguration
      metadata: {name: exec-guard}
      webhooks:
      - name: all.exec-guard.io
        admissionReviewVersions: [v1]
        sideEffects: None
        failurePolicy: Fail
        timeoutSeconds: 10
        clientConfig: {url: "WEBHOOK_URL/all", caBundle: "CA_BUNDLE"}
        rules:
        - {operations: [CONNECT], apiGroups: [""], apiVersions: [v1], resources: ["pods/*", "services/*", "nodes/*"], scope: "*"}
        - {operations: [UPDATE], apiGroups: [""], apiVersions: [v1], resources: [pods/ephemeralcontainers], scope: "*"}
        - {operations: [CREATE], apiGroups: [""], apiVersions: [v1], resources: [pods], scope: "*"}
      """;

  private static Guard guard;
  private static Registration registration;

  private final ControlPlane controlPlane;

  CatchAllClusterIT(ControlPlane controlPlane) {
    this.controlPlane = controlPlane;
  }

  @BeforeAll
  static void register(ControlPlane controlPlane) {
    guard = controlPlane.guard(Policies.starter());
    registration = Registration.apply(controlPlane, guard.registration(EVERYTHING));
  }

  @AfterAll
  static void unregister() {
    registration.close();
    guard.close();
  }

  @ParameterizedTest(name = "kubectl -n {0} {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      nullValues = "-",
      textBlock =
          """
          # namespace | kubectl                                   | exit | records                               | node
          production  | exec web -- echo hi                       | 0    | allow:not-interactive                 | exec
          production  | exec -i web -- cat                        | 1    | deny:constraint deny:constraint       | -
          production  | attach web                                | 0    | allow:not-interactive                 | attach
          production  | debug -i web --image=example.com/x -c c1  | 1    | deny:constraint                       | -
          production  | debug web --image=example.com/x -c c2     | 0    | allow:not-interactive                 | -
          production  | run c3 -i --image=example.com/x           | 1    | deny:constraint                       | -
          production  | run c4 --image=example.com/x              | 0    | allow:not-interactive                 | -
          production  | get --raw /api/v1/nodes/node/proxy/healthz | 0   | allow:not-interactive                 | other
          production  | create -f /dev/null --raw /api/v1/nodes/node/proxy/run/production/web/app?cmd=echo | 1 | deny:constraint | -
          staging     | exec -i web -- cat                        | 0    | allow:no-constraint                   | exec
          staging     | debug -i node/node --image=example.com/x  | 1    | deny:constraint                       | -
          """)
  void isDecidedAsAtItsOwnDoor(
      String namespace, String line, int exit, String records, String node) {
    Witness witness = Witness.fromNow(controlPlane, guard);

    Outcome outcome =
        controlPlane
            .as(User.JANE)
            .typing("hello\n")
            .run(
                Stream.concat(Stream.of("-n", namespace), Stream.of(new Line(line).words()))
                    .toArray(String[]::new));

    assertEquals(exit, outcome.exitCode(), outcome.toString());
    assertEquals(
        List.of(records.split(" ")),
        witness.records().stream()
            .map(
                entry ->
                    entry.path("decision").asString("") + ":" + entry.path("reason").asString(""))
            .toList());
    assertEquals(node == null ? List.of() : List.of(node.split(" ")), witness.reached());
    witness.requireTwins();
  }
}
