package io.execguard.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.json.Cursor;
import io.execguard.testing.Function;
import io.execguard.testing.SavedQueries;
import io.execguard.testing.Template;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What `infra/archive.yaml` promises. That AWS keeps it no build can show.
final class ArchiveTest {
  private static final Template STACK = Template.of("infra/archive.yaml");

  @Test
  void eachObjectIsLockedAsTheParametersSay() {
    Cursor bucket = only("AWS::S3::Bucket", "Archive");
    assertEquals("true", bucket.text("ObjectLockEnabled"));
    Cursor retention =
        bucket.required("ObjectLockConfiguration").required("Rule").required("DefaultRetention");
    assertEquals("LockMode", retention.required("Mode").text("!Ref"));
    assertEquals("LockDays", retention.required("Days").text("!Ref"));
    assertEquals("Enabled", bucket.required("VersioningConfiguration").text("Status"));
  }

  @Test
  void plainHttpIsRefused() {
    Cursor statement =
        only("AWS::S3::BucketPolicy", "ArchivePolicy")
            .required("PolicyDocument")
            .items("Statement")
            .getFirst();
    assertEquals("Deny", statement.text("Effect"));
    assertEquals(
        "false", statement.required("Condition").required("Bool").text("aws:SecureTransport"));
  }

  @Test
  void everyRecordGoesThere() {
    Cursor subscription = only("AWS::Logs::SubscriptionFilter", "Subscription");
    assertEquals("", subscription.required("FilterPattern").text());
    assertEquals("DecisionsLogGroup", subscription.required("LogGroupName").text("!Ref"));
  }

  @Test
  void anotherAccountMaySubscribeAndDoNothingElse() {
    String policy =
        only("AWS::Logs::Destination", "Destination").required("DestinationPolicy").text("!Sub");
    List<Cursor> statements = Function.tree(policy).items("Statement");
    assertEquals(1, statements.size());
    assertEquals("logs:PutSubscriptionFilter", statements.getFirst().text("Action"));
    assertEquals("${GuardAccount}", statements.getFirst().required("Principal").text("AWS"));
  }

  @Test
  void bucketAndKeyOutliveTheStack() {
    for (String name : List.of("Archive", "Key")) {
      Cursor resource = STACK.tree().required("Resources").required(name);
      assertEquals("Retain", resource.text("DeletionPolicy"), name);
      assertEquals("Retain", resource.text("UpdateReplacePolicy"), name);
    }
  }

  /// Athena reads lines of objects that end in .gz. Members of gzip behind one another, without an
  /// ending, were a row of rubbish.
  @ParameterizedTest
  @CsvSource({"DecisionsTable, Delivery", "AuditTable, AuditDelivery"})
  void aTableLiesWhereItsStreamWrites(String table, String stream) {
    Cursor input = only("AWS::Glue::Table", table).required("TableInput");
    Cursor parameters = input.required("Parameters");
    Cursor destination =
        only("AWS::KinesisFirehose::DeliveryStream", stream)
            .required("ExtendedS3DestinationConfiguration");
    assertEquals(
        "s3://${Archive}/"
            + destination
                .text("Prefix")
                .replace("!{timestamp:" + parameters.text("projection.day.format") + "}", "${!day}")
                .replaceAll("!\\{partitionKeyFromQuery:(\\w+)}", "\\${!$1}"),
        parameters.required("storage.location.template").text("!Sub"));
    for (Cursor key : input.items("PartitionKeys")) {
      assertTrue(parameters.names().contains("projection." + key.text("Name") + ".type"));
    }
    List<Cursor> processors = destination.required("ProcessingConfiguration").items("Processors");
    assertEquals("Decompression", processors.getFirst().text("Type"));
    assertEquals("AppendDelimiterToRecord", processors.getLast().text("Type"));
    assertEquals("GZIP", destination.text("CompressionFormat"));
  }

  @Test
  void aQueryReadsNoMoreThanTheParameterSaysWhoeverAsks() {
    Cursor workgroup =
        only("AWS::Athena::WorkGroup", "Workgroup").required("WorkGroupConfiguration");
    assertEquals("true", workgroup.text("EnforceWorkGroupConfiguration"));
    assertEquals("ScannedBytes", workgroup.required("BytesScannedCutoffPerQuery").text("!Ref"));
  }

  /// The containers' logs are not in the archive.
  @Test
  void eachSavedQueryHasItsNamesakeThatReadsTheDaysItIsToldAlone() {
    Set<String> names = new TreeSet<>(SavedQueries.byName().keySet());
    assertTrue(names.remove("one session's transcript"));
    Set<String> found = new TreeSet<>();
    for (Cursor query : STACK.resources("AWS::Athena::NamedQuery").values()) {
      String text = query.text("QueryString");
      assertEquals("Workgroup", query.required("WorkGroup").text("!Ref"));
      assertEquals(
          text.split("FROM (decisions|audit)\n", -1).length,
          text.split("day BETWEEN 'FIRST_DAY' AND 'LAST_DAY'\\)", -1).length);
      assertEquals(
          text.split("FROM audit\n", -1).length,
          text.split("WHERE account = 'ACCOUNT' AND cluster = 'EKS_NAME' AND day", -1).length);
      found.add(query.text("Name").replaceFirst("exec-guard/", ""));
    }
    assertEquals(names, found);
  }

  private static Cursor only(String type, String name) {
    Map<String, Cursor> found = STACK.resources(type);
    assertTrue(found.containsKey(name), found.keySet().toString());
    return Objects.requireNonNull(found.get(name));
  }
}
