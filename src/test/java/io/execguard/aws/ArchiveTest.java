package io.execguard.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.json.Cursor;
import io.execguard.testing.Function;
import io.execguard.testing.Template;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

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

  private static Cursor only(String type, String name) {
    Map<String, Cursor> found = STACK.resources(type);
    assertTrue(found.containsKey(name), found.keySet().toString());
    return Objects.requireNonNull(found.get(name));
  }
}
