package io.execguard.aws;

import static io.execguard.testing.EventRules.assertRaised;

import io.execguard.testing.LogGroups;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The EventBridge rules on both logs, on what tells of them and on the cluster's logging, by the
/// calls' parameters as CloudTrail spells them.
final class LogRulesTest {
  private static final String AUDIT = "/aws/eks/production/cluster";
  private static final String ARN = "arn:aws:logs:eu-central-1:111122223333:log-group:";

  private static final Map<String, String> RULES =
      Map.of(LogGroups.DECISIONS, "cluster DecisionsRule", AUDIT, "cluster AuditLogRule");

  /// EKS' log group was anybody's to delete, or to keep for a day, and no alarm said so; a
  /// transformer rewrites each line on its way.
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "DeleteLogGroup         ~ {'logGroupName':'GROUP'}",
        "DeleteLogStream        ~ {'logGroupName':'GROUP','logStreamName':'kube-apiserver-audit-1'}",
        "PutRetentionPolicy     ~ {'logGroupName':'GROUP','retentionInDays':1}",
        "DeleteRetentionPolicy  ~ {'logGroupName':'GROUP'}",
        "AssociateKmsKey        ~ {'logGroupName':'GROUP','kmsKeyId':'arn'}",
        "AssociateKmsKey        ~ {'resourceIdentifier':'ARN:*','kmsKeyId':'arn'}",
        "DisassociateKmsKey     ~ {'resourceIdentifier':'ARN'}",
        "PutLogGroupDeletionProtection ~ {'logGroupIdentifier':'ARN','deletionProtectionEnabled':false}",
        "PutDataProtectionPolicy    ~ {'logGroupIdentifier':'GROUP','policyDocument':'{}'}",
        "DeleteDataProtectionPolicy ~ {'logGroupIdentifier':'ARN:*'}",
        "PutTransformer         ~ {'logGroupIdentifier':'GROUP','transformerConfig':[{'parseJSON':{}}]}",
        "DeleteTransformer      ~ {'logGroupIdentifier':'ARN'}",
        "PutSubscriptionFilter  ~ {'logGroupName':'GROUP','filterName':'f','filterPattern':''}",
        "DeleteSubscriptionFilter ~ {'logGroupName':'GROUP','filterName':'exec-guard-archive'}",
        "PutMetricFilter        ~ {'logGroupName':'GROUP','filterName':'f','filterPattern':''}",
        "DeleteMetricFilter     ~ {'logGroupName':'GROUP','filterName':'f'}",
      })
  void whatBecomesOfEitherLogIsTold(String name, String parameters) {
    RULES.forEach(
        (group, rule) -> {
          assertRaised(Set.of(rule), "aws.logs", name, about(group, parameters));
          // As whole names: the second cluster's, and a log group that somebody named after it.
          for (String other : List.of(group + "-2", group + "/old", "/copy" + group)) {
            assertRaised(Set.of(), "aws.logs", name, about(other, parameters));
          }
        });
  }

  @Test
  void otherClustersAndWhatIsOnlyReadAreNot() {
    assertRaised(
        Set.of(), "aws.logs", "DeleteLogGroup", "{'logGroupName':'/aws/eks/production-2/cluster'}");
    for (String group : RULES.keySet()) {
      for (String name : List.of("CreateLogStream", "DescribeLogStreams", "CreateExportTask")) {
        assertRaised(Set.of(), "aws.logs", name, about(group, "{'logGroupName':'GROUP'}"));
      }
    }
  }

  /// One policy for all log groups masks or rewrites what is in both, and names neither.
  @ParameterizedTest
  @ValueSource(
      strings = {"DATA_PROTECTION_POLICY", "SUBSCRIPTION_FILTER_POLICY", "TRANSFORMER_POLICY"})
  void policiesForAllLogGroupsAreTold(String type) {
    Set<String> both = Set.of("guard AccountLogsRule", "cluster AccountLogsRule");
    String parameters =
        "{'policyName':'p','policyType':'%s','policyDocument':'{}','scope':'ALL'}".formatted(type);
    assertRaised(both, "aws.logs", "PutAccountPolicy", parameters);
    assertRaised(both, "aws.logs", "DeleteAccountPolicy", parameters);
    assertRaised(Set.of(), "aws.logs", "DescribeAccountPolicies", parameters);
    assertRaised(Set.of(), "aws.logs", "PutResourcePolicy", "{'policyName':'p'}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "true  ~ DeleteAlarms        ~ {'alarmNames':['cpu-mon','exec-guard-DecisionsSilentAlarm-1A2B']}",
        "true  ~ DisableAlarmActions ~ {'alarmNames':['exec-guard-audit-SessionUnrecordedAlarm-1A2B']}",
        "true  ~ PutMetricAlarm      ~ {'alarmName':'exec-guard-FailedAlarm-1A2B','threshold':1000.0}",
        "true  ~ PutAlarmMuteRule    ~ {'name':'night','rule':{'schedule':{'expression':'cron(0 2 * * *)',"
            + "'duration':'PT15H'}},'muteTargets':{'alarmNames':['exec-guard-FailedAlarm-1A2B']}}",
        "true  ~ DeleteAlarmMuteRule ~ {'alarmMuteRuleName':'night'}",
        "false ~ DeleteAlarms        ~ {'alarmNames':['cpu-mon']}",
        "false ~ PutMetricAlarm      ~ {'alarmName':'cpu-mon','threshold':1000.0}",
        "false ~ EnableAlarmActions  ~ {'alarmNames':['exec-guard-FailedAlarm-1A2B']}",
      })
  void whatSilencesAnAlarmIsTold(boolean told, String name, String parameters) {
    assertRaised(
        told ? Set.of("cluster AlarmsRule") : Set.of(), "aws.monitoring", name, parameters);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "cluster TopicRule   ~ aws.sns ~ SetTopicAttributes ~ {'topicArn':'arn:aws:sns:eu-central-1:111122223333:alarms'}",
        "cluster TopicRule   ~ aws.sns ~ Unsubscribe ~ {'subscriptionArn':'arn:aws:sns:eu-central-1:111122223333:alarms:7'}",
        "                    ~ aws.sns ~ Unsubscribe ~ {'subscriptionArn':'arn:aws:sns:eu-central-1:111122223333:alarms-2:7'}",
        "                    ~ aws.sns ~ Subscribe ~ {'topicArn':'arn:aws:sns:eu-central-1:111122223333:alarms'}",
        "cluster ClusterRule ~ aws.eks ~ UpdateClusterConfig ~ {'name':'production','logging':{'clusterLogging':[]}}",
        "                    ~ aws.eks ~ UpdateClusterConfig ~ {'name':'production-2','logging':{'clusterLogging':[]}}",
        "                    ~ aws.eks ~ DescribeCluster ~ {'name':'production'}",
      })
  void changesOfTheTopicAndOfTheClustersLoggingAreTold(
      String rule, String source, String name, String parameters) {
    assertRaised(rule == null ? Set.of() : Set.of(rule), source, name, parameters);
  }

  private static String about(String group, String parameters) {
    return parameters.replace("GROUP", group).replace("ARN", ARN + group);
  }
}
