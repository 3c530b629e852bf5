package io.execguard.testing;

import io.execguard.policy.EnforcementAction;
import io.execguard.policy.Policy;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What the API server does with the answer of a mutating webhook, as far as an exec goes.
public final class Rewriting {
  private static final JsonMapper JSON = JsonMapper.shared();

  private Rewriting() {}

  /// The review as the next webhook gets it: with the patch of an answer, under another uid.
  public static byte[] patched(byte[] review, String answer, String uid) {
    return withCommand(review, command(answer), uid);
  }

  /// The function after one interactive session in production, which a constraint puts on record:
  /// it has a record of the door that rewrote the review, and one of the door that let it in.
  ///
  /// @param uid of the review that was rewritten
  public static Function sessionOnRecord(String uid) {
    Function function =
        new Function(
            new Policy(List.of(Policies.production("recording", EnforcementAction.RECORD))),
            Function.labelled(Policies.PRODUCTION));
    byte[] review = Reviews.bytes("exec-interactive-tty");
    String answer = function.post("recorder", review).body();
    function.post("sessions", patched(review, answer, uid));
    return function;
  }

  /// The command that an answer's patch puts in the place of another.
  public static List<String> command(String answer) {
    JsonNode response = JSON.readTree(answer).path("response");
    if (!response.path("patchType").asString("").equals("JSONPatch")) {
      throw new AssertionError("no patch in " + answer);
    }
    JsonNode patch =
        JSON.readTree(
            new String(
                Base64.getDecoder().decode(response.path("patch").asString("")),
                StandardCharsets.UTF_8));
    if (patch.size() != 1
        || !patch.get(0).path("op").asString("").equals("add")
        || !patch.get(0).path("path").asString("").equals("/command")) {
      throw new AssertionError("another patch than of the command: " + patch);
    }
    return patch.get(0).path("value").values().stream()
        .map(argument -> argument.asString(""))
        .toList();
  }

  /// A review of an exec with another command and uid.
  public static byte[] withCommand(byte[] review, List<String> command, String uid) {
    ObjectNode tree = (ObjectNode) JSON.readTree(review);
    ObjectNode request = (ObjectNode) tree.path("request");
    request.put("uid", uid);
    var arguments = ((ObjectNode) request.path("object")).putArray("command");
    command.forEach(arguments::add);
    return JSON.writeValueAsBytes(tree);
  }
}
