package io.execguard.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.policy.AllowedCommands;
import io.execguard.policy.Constraint;
import io.execguard.policy.EnforcementAction;
import io.execguard.policy.Exemptions;
import io.execguard.policy.Match;
import io.execguard.policy.Policy;
import io.execguard.testing.Function;
import io.execguard.testing.Function.Response;
import io.execguard.testing.Policies;
import io.execguard.testing.Reviews;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Exemptions, strict mode and masks on the wire: the reply and the record.
final class ModesTest {
  private static final Exemptions DEVELOPER =
      new Exemptions(List.of(), List.of("arn:aws:iam::111122223333:role/Developer"), List.of());

  @Test
  void recordsAnExemptionWithItsSource() {
    Function function = function(List.of(constraint(DEVELOPER, Optional.empty())), List.of());
    Response response = function.post("sessions", Reviews.bytes("exec-interactive-tty"));

    assertEquals(
        """
        {"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview","response":{\
        "uid":"a255e686-e46e-4a23-bd11-206b0ea36609","allowed":true,"auditAnnotations":{\
        "record":"a255e686-e46e-4a23-bd11-206b0ea36609","decision":"allow","exempt":"rule"}}}""",
        response.body());
    String line = function.lines().getFirst();
    assertTrue(
        line.contains(
            """
            "decision":"allow","reason":"exempt","violations":[],"violationsInAll":0,\
            "exemptions":[{"constraint":"rule","by":"role",\
            "source":"arn:aws:iam::111122223333:role/Developer"}],"exemptionsInAll":1"""),
        line);
  }

  @Test
  void recordsAtMostFiveExemptionsAndSaysHowMany() {
    List<Constraint> named =
        IntStream.range(0, 7)
            .mapToObj(
                i ->
                    new Constraint(
                        "rule-" + i,
                        EnforcementAction.DENY,
                        Match.EVERYTHING,
                        "",
                        DEVELOPER,
                        Optional.empty()))
            .toList();
    Function function = function(named, List.of());
    function.post("sessions", Reviews.bytes("exec-interactive-tty"));

    assertEquals(5, function.line().items("exemptions").size());
    assertTrue(function.lines().getFirst().contains("\"exemptionsInAll\":7"));
  }

  @Test
  void tellsWhichCommandsAreAllowed() {
    Function function = strict("cat", "ps");
    Response response = function.post("commands", Reviews.bytes("exec-command"));

    assertEquals(
        "The command \"ls\" in namespace payments is not allowed [rule: environment=production]."
            + "\nCommands allowed here: cat, ps.\nCluster prod-eu. Record 496439da-9dca-4b48-bd4d-fa8331729269",
        response.message());
    assertEquals("command", function.line().items("violations").getFirst().text("by"));
    assertEquals("exec", function.line().items("violations").getFirst().text("session"));
  }

  @Test
  void tellsThatNoCommandIsAllowedWhereTheListIsEmpty() {
    assertEquals(
        "The command \"ls\" in namespace payments is not allowed [rule: environment=production]."
            + "\nNo single command is allowed here.\nCluster prod-eu. Record 496439da-9dca-4b48-bd4d-fa8331729269",
        strict().post("commands", Reviews.bytes("exec-command")).message());
  }

  /// The name of a command is the caller's, and the API server passes a message on as it is: an
  /// escape code in it would write the terminal of whoever is shown the denial.
  @Test
  void sendsNoControlCharactersOfACommandToATerminal() {
    String review =
        Reviews.text("exec-command")
            .replace("\"ls\"", "\"\\u001b]0;owned\\u0007\\u202e\\nls" + "x".repeat(5000) + "\"");
    Response response = strict("cat").post("commands", review.getBytes(StandardCharsets.UTF_8));

    assertTrue(
        response.message().startsWith("The command \"\uFFFD]0;owned\uFFFD\uFFFD\uFFFDlsxxx"),
        response.message());
    assertEquals(3, response.message().lines().count());
    assertFalse(
        response
            .message()
            .lines()
            .anyMatch(line -> line.chars().anyMatch(Character::isISOControl)));
    assertTrue(response.message().length() < 400, response.message());
  }

  /// A denial names the command, and the command may be the secret.
  @Test
  void showsNoMaskedCommandInADenial() {
    Function function =
        function(
            List.of(constraint(Exemptions.NONE, Optional.of(new AllowedCommands(List.of())))),
            List.of("S3CRET\\w*"));
    String review = Reviews.text("exec-command").replace("\"ls\"", "\"S3CRET42\"");
    Response response = function.post("commands", review.getBytes(StandardCharsets.UTF_8));

    assertTrue(response.message().startsWith("The command \"***\" in"), response.message());
    assertFalse(function.lines().toString().contains("S3CRET42"));
  }

  /// Hashes are of what is masked: the hash of a short secret in a known text can be guessed.
  @Test
  void hashesWhatIsCutOnlyAfterMasking() {
    String secret = "-pS3CRET";
    String padding = "x".repeat(30 << 10);
    Function function =
        function(List.of(constraint(Exemptions.NONE, Optional.empty())), List.of("-p\\S+"));
    String one =
        Reviews.text("exec-command").replace("\"ls\"", "\"" + padding + " " + secret + "\"");
    String other = one.replace(secret, "-pOTHER");
    function.post("commands", one.getBytes(StandardCharsets.UTF_8));
    function.post("commands", other.getBytes(StandardCharsets.UTF_8));

    List<String> hashes =
        function.lines().stream()
            .map(line -> Function.tree(line).items("cut").getFirst().text("sha256"))
            .toList();
    assertEquals(hashes.get(0), hashes.get(1));
  }

  private static Function strict(String... executables) {
    return function(
        List.of(
            constraint(Exemptions.NONE, Optional.of(new AllowedCommands(List.of(executables))))),
        List.of());
  }

  private static Constraint constraint(
      Exemptions exempt, Optional<AllowedCommands> allowedCommands) {
    Constraint production = Policies.production("rule", EnforcementAction.DENY);
    return new Constraint(
        "rule", EnforcementAction.DENY, production.match(), "", exempt, allowedCommands);
  }

  private static Function function(List<Constraint> constraints, List<String> mask) {
    return new Function(new Policy(constraints, mask), Function.labelled(Policies.PRODUCTION));
  }
}
