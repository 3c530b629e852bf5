package io.execguard.aws;

import static io.execguard.testing.EventRules.assertRaised;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.execguard.testing.EventRules;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The EventBridge rules on what is the guard's own: `infra/alarms.yaml`, those of
/// `infra/audit-alarms.yaml` that need `GuardStack`, and `infra/iam-events.yaml`. Each call has the
/// parameters that CloudTrail documents, or those of the API, as CloudTrail spells them.
final class GuardRulesTest {
  /// One that is added, and asked about nothing here or in [LogRulesTest], is a difference.
  @Test
  void theseRulesThereAre() {
    assertEquals(
        Set.of(
            "guard ApiRule",
            "guard RoleRule",
            "guard AccountLogsRule",
            "us-east-1 RoleRule",
            "cluster FunctionRule",
            "cluster DecisionsRule",
            "cluster TopicRule",
            "cluster AlarmsRule",
            "cluster ClusterRule",
            "cluster AuditLogRule",
            "cluster AccountLogsRule"),
        EventRules.all());
  }

  /// Whoever points the integration at another function, or opens the API, leads calls past the
  /// guard, and no alarm said so.
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "PutIntegration    ~ {'restApiId':'a1b2c3d4e5','resourceId':'5tfEXAMPLE','httpMethod':'POST'}",
        "UpdateIntegration ~ {'restApiId':'a1b2c3d4e5','resourceId':'5tfEXAMPLE','httpMethod':'POST',"
            + "'patchOperations':[{'op':'replace','path':'/uri','value':'arn'}]}",
        "DeleteIntegration ~ {'restApiId':'a1b2c3d4e5','resourceId':'5tfEXAMPLE','httpMethod':'POST'}",
        "PutMethod         ~ {'restApiId':'a1b2c3d4e5','resourceId':'5tfEXAMPLE','httpMethod':'GET'}",
        "CreateDeployment  ~ {'restApiId':'a1b2c3d4e5','createDeploymentInput':{'stageName':'live'}}",
        "UpdateStage       ~ {'restApiId':'a1b2c3d4e5','stageName':'live','patchOperations':[]}",
        "DeleteStage       ~ {'restApiId':'a1b2c3d4e5','stageName':'live'}",
        "UpdateRestApi     ~ {'restApiId':'a1b2c3d4e5','patchOperations':"
            + "[{'op':'replace','path':'/policy','value':'{}'}]}",
        "PutRestApi        ~ {'restApiId':'a1b2c3d4e5','mode':'overwrite'}",
        "DeleteRestApi     ~ {'restApiId':'a1b2c3d4e5'}",
        "UpdateAccount     ~ {'patchOperations':[{'op':'replace','path':'/cloudwatchRoleArn'}]}",
      })
  void everyChangeOfTheApiIsTold(String name, String parameters) {
    assertRaised(Set.of("guard ApiRule"), "aws.apigateway", name, parameters);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "GetResource    ~ {'restApiId':'a1b2c3d4e5','resourceId':'5tfEXAMPLE','template':false}",
        "UpdateStage    ~ {'restApiId':'f6a7b8c9d0','stageName':'live','patchOperations':[]}",
        "CreateRestApi  ~ {'createRestApiInput':{'name':'exec-guard'}}",
        "CreateStage    ~ {'stageName':'live','autoDeploy':true,'apiId':'a1b2c3d4e5'}",
      })
  void readsAndOtherApisAreNot(String name, String parameters) {
    assertRaised(Set.of(), "aws.apigateway", name, parameters);
  }

  static Stream<String> changesOfARole() {
    return Stream.of(
        "PutRolePolicy",
        "DeleteRolePolicy",
        "AttachRolePolicy",
        "DetachRolePolicy",
        "PutRolePermissionsBoundary",
        "DeleteRolePermissionsBoundary",
        "UpdateAssumeRolePolicy",
        "UpdateRole",
        "DeleteRole");
  }

  /// A role that may not write to the log group any more leaves a function that decides without a
  /// record. IAM's events are in us-east-1 alone, and have to be handed on.
  @ParameterizedTest
  @MethodSource("changesOfARole")
  void everyChangeOfTheFunctionsRoleIsToldAndHandedOn(String name) {
    String parameters = "{'roleName':'%s','policyName':'records'}".formatted(EventRules.ROLE);
    assertRaised(Set.of("guard RoleRule", "us-east-1 RoleRule"), "aws.iam", name, parameters);
    assertRaised(
        Set.of(), "aws.iam", name, parameters.replace("FunctionRole", "BeforeTrafficRole"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "exec-guard",
        "exec-guard:live",
        "111122223333:function:exec-guard",
        "111122223333:function:exec-guard:7",
        "arn:aws:lambda:eu-central-1:111122223333:function:exec-guard",
        "arn:aws:lambda:eu-central-1:111122223333:function:exec-guard:live",
      })
  void everyChangeOfTheFunctionIsToldHoweverItIsNamed(String function) {
    String parameters = "{'functionName':'%s'}".formatted(function);
    for (String name :
        List.of(
            "UpdateFunctionCode20150331v2",
            "UpdateFunctionConfiguration20150331v2",
            "UpdateAlias20150331",
            "DeleteFunction20150331",
            "PutFunctionConcurrency20171031",
            "RemovePermission20150331v2")) {
      assertRaised(Set.of("cluster FunctionRule"), "aws.lambda", name, parameters);
    }
    assertRaised(Set.of(), "aws.lambda", "Invoke", parameters);
  }

  /// The rule took every function whose name began like the guard's.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "exec-guard-other",
        "111122223333:function:exec-guard-other",
        "arn:aws:lambda:eu-central-1:111122223333:function:exec-guard-other:live",
        "arn:aws:lambda:us-east-1:111122223333:function:exec-guard",
      })
  void otherFunctionsAreNot(String function) {
    assertRaised(
        Set.of(),
        "aws.lambda",
        "UpdateFunctionCode20150331v2",
        "{'functionName':'%s'}".formatted(function));
  }
}
