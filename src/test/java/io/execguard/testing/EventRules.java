package io.execguard.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.execguard.json.Cursor;
import io.execguard.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import software.amazon.event.ruler.Ruler;

/// The EventBridge rules of the templates, asked by EventBridge's own engine about calls as
/// CloudTrail tells them: the guard's stack `exec-guard`, the stack `exec-guard-audit` of the
/// cluster `production`, in one account.
public final class EventRules {
  public static final String API = "a1b2c3d4e5";
  public static final String ROLE = "exec-guard-FunctionRole-1A2B3C4D5E6F7";

  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("Api", API),
          Map.entry("FunctionRole", ROLE),
          Map.entry("FunctionRoleArn", "arn:aws:iam::111122223333:role/" + ROLE),
          Map.entry("GuardStack", "exec-guard"),
          Map.entry("ClusterName", "production"),
          Map.entry("DecisionsLogGroup", LogGroups.DECISIONS),
          Map.entry("AlarmTopicArn", "arn:aws:sns:eu-central-1:111122223333:alarms"),
          Map.entry("AWS::AccountId", "111122223333"),
          Map.entry("AWS::Partition", "aws"),
          Map.entry("AWS::Region", "eu-central-1"),
          Map.entry("AWS::StackName", "exec-guard-audit"));

  private static final Map<String, String> PATTERNS = new TreeMap<>();

  static {
    keep("guard", "template.yaml");
    keep("cluster", "infra/audit-alarms.yaml");
    keep("us-east-1", "infra/iam-events.yaml");
  }

  private EventRules() {}

  /// Every rule: its stack, and its name there.
  public static Set<String> all() {
    return Set.copyOf(PATTERNS.keySet());
  }

  /// The rules that a call raises.
  ///
  /// @param source as EventBridge has it: `aws.logs`
  /// @param parameters of the call, as JSON
  public static Set<String> raised(String source, String name, String parameters) {
    String event = event(source, name, parameters);
    Set<String> raised = new TreeSet<>();
    PATTERNS.forEach(
        (rule, pattern) -> {
          try {
            if (Ruler.matchesRule(event, pattern)) {
              raised.add(rule);
            }
          } catch (Exception e) {
            throw new IllegalStateException(rule + " is no pattern: " + pattern, e);
          }
        });
    return raised;
  }

  /// These rules are raised by a call, and no others.
  ///
  /// @param parameters of the call, as JSON with single quotes
  public static void assertRaised(
      Set<String> rules, String source, String name, String parameters) {
    assertEquals(
        new TreeSet<>(rules),
        raised(source, name, parameters.replace('\'', '"')),
        name + " " + parameters);
  }

  /// As EventBridge's guide has it under "AWS service events delivered via CloudTrail", and
  /// CloudTrail's under "CloudTrail record contents".
  private static String event(String source, String name, String parameters) {
    return """
        {"version": "0", "id": "36eb8523-97d0-4518-b33d-ee3579ff19f0", "detail-type": "AWS API Call via CloudTrail",
         "source": "%s", "account": "111122223333", "time": "2026-11-25T01:09:13Z", "region": "eu-central-1", "resources": [],
         "detail": {"eventVersion": "1.11", "eventTime": "2026-11-25T01:09:13Z", "eventSource": "%s.amazonaws.com",
          "userIdentity": {"type": "AssumedRole", "principalId": "AROAEXAMPLE:mallory", "accountId": "111122223333",
           "arn": "arn:aws:sts::111122223333:assumed-role/Admin/mallory"},
          "eventName": "%s", "awsRegion": "eu-central-1", "sourceIPAddress": "203.0.113.7", "userAgent": "aws-cli/2.27.0",
          "requestParameters": %s, "responseElements": null, "requestID": "12aaf3b4-0000-4000-8000-0b1c2d3e4f50",
          "eventID": "7f7fe0d5-0000-4000-8000-0b1c2d3e4f50", "readOnly": false, "eventType": "AwsApiCall",
          "managementEvent": true, "recipientAccountId": "111122223333", "eventCategory": "Management"}}"""
        .formatted(source, source.substring("aws.".length()), name, parameters);
  }

  private static void keep(String stack, String file) {
    Template.of(file)
        .resources("AWS::Events::Rule")
        .forEach(
            (name, rule) ->
                PATTERNS.put(stack + " " + name, text(rule.required("EventPattern").json())));
  }

  private static String text(Json value) {
    return switch (value) {
      case Json.Members(Map<String, Json> members, _)
          when members.keySet().stream().anyMatch(name -> name.startsWith("!")) ->
          quoted(resolved(value));
      case Json.Members(Map<String, Json> members, _) ->
          members.entrySet().stream()
              .map(member -> quoted(member.getKey()) + ": " + text(member.getValue()))
              .collect(Collectors.joining(", ", "{", "}"));
      case Json.Items(List<Json> items, _) ->
          items.stream().map(EventRules::text).collect(Collectors.joining(", ", "[", "]"));
      case Json.Text(String text, _) -> quoted(text);
      case Json.Digits _, Json.Flag _, Json.Null _ -> throw new AssertionError("no text: " + value);
    };
  }

  /// What CloudFormation puts in the place of its functions.
  private static String resolved(Json value) {
    if (value instanceof Json.Text(String text, _)) {
      return text;
    }
    Cursor function = Cursor.at("a function", value);
    if (function.names().contains("!Select")) {
      List<Cursor> choice = function.items("!Select");
      return List.of(split(choice.get(1))).get(Integer.parseInt(choice.getFirst().text()));
    }
    String sub = function.text("!Sub");
    return sub.isEmpty()
        ? named(function.text("!Ref"))
        : Pattern.compile("\\$\\{([A-Za-z:]+)}")
            .matcher(sub)
            .replaceAll(found -> Matcher.quoteReplacement(named(found.group(1))));
  }

  private static String[] split(Cursor function) {
    List<Cursor> parts = function.items("!Split");
    return resolved(parts.get(1).json()).split(Pattern.quote(parts.getFirst().text()), -1);
  }

  private static String named(String name) {
    String value = NAMES.get(name);
    if (value == null) {
      throw new AssertionError("nothing is known of " + name);
    }
    return value;
  }

  private static String quoted(String text) {
    return '"' + text + '"';
  }
}
