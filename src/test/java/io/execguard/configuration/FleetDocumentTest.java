package io.execguard.configuration;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.execguard.json.Digest;
import io.execguard.testing.Function;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The fleet file, read and written.
class FleetDocumentTest {
  private static final String HASH = "sha256:" + Digest.hex("a token");
  private static final Cluster PLAIN =
      new Cluster("prod-eu", "production", "eu-central-1", Optional.empty(), List.of(HASH));
  private static final Cluster FOREIGN =
      new Cluster(
          "prod-us",
          "production",
          "us-east-1",
          Optional.of(
              new Cluster.Role("arn:aws:iam::222222222222:role/exec-guard-reader", "an-id")),
          List.of("sha256:" + Digest.hex("old"), "sha256:" + Digest.hex("new")),
          false);

  @Test
  void writesAndReadsTheSame() {
    Fleet fleet = new Fleet(List.of(PLAIN, FOREIGN));
    assertEquals(new FileResult.Valid<>(fleet), read(written(fleet)));
    assertEquals(new FileResult.Valid<>(new Fleet(List.of())), read("{\"clusters\":[]}"));
  }

  /// What is as without a word has none: a fleet keeps the digest that it had before.
  @Test
  void writesNoMoreThanIsSaid() {
    assertEquals(
        """
        {"clusters":[{"id":"prod-eu","name":"production","region":"eu-central-1","tokens":["%s"]}]}"""
            .formatted(HASH),
        written(new Fleet(List.of(PLAIN))));
  }

  @Test
  void readsPodsWhereNothingElseIsSaid() {
    assertEquals(true, first("").readPods());
    assertEquals(true, first(", \"readPods\": true").readPods());
    assertEquals(false, first(", \"readPods\": false").readPods());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "token": "x"            | document.clusters[0] has the unknown key token; it takes id, name, region, role, tokens, readPods
          "readPods": "no"        | document.clusters[0].readPods is not true or false
          "role": {"arn": "x"}    | document.clusters[0].role arn is no role's ARN, like arn:aws:iam::222222222222:role/exec-guard-reader
          "role": {"externalId": "x"} | document.clusters[0].role has no arn
          "role": {"name": "x"}   | document.clusters[0].role has the unknown key name; it takes arn, externalId
          """)
  void saysWhatIsWrongWithACluster(String member, String mistake) {
    assertEquals(new FileResult.Mistaken<>(List.of(new Mistake(1, mistake))), entry(", " + member));
  }

  /// An operator with thirty clusters is told of all of them in one run.
  @Test
  void tellsTheFirstMistakeOfEachClusterAtItsLine() {
    assertEquals(
        new FileResult.Mistaken<>(
            List.of(
                new Mistake(2, "document.clusters[0] has no name"),
                new Mistake(4, "document.clusters[2].region is not a string: put it in quotes"))),
        read(
            """
            {"clusters": [
              {"id": "a"},
              {"id": "b", "name": "b", "region": "eu-central-1", "tokens": ["%s"]},
              {"id": "c", "name": "c", "region": 1}]}"""
                .formatted(HASH)));
  }

  @Test
  void takesNoIdTwice() {
    String one = written(new Fleet(List.of(PLAIN)));
    String entry = one.substring(one.indexOf('[') + 1, one.length() - 2);
    assertEquals(
        1,
        read("{\"clusters\":[" + entry + "," + entry + "]}")
                instanceof FileResult.Mistaken<Fleet>(List<Mistake> mistakes)
            ? mistakes.size()
            : 0);
  }

  private static Cluster first(String members) {
    if (entry(members) instanceof FileResult.Valid<Fleet>(Fleet fleet)) {
      return fleet.clusters().getFirst();
    }
    throw new AssertionError(entry(members));
  }

  private static FileResult<Fleet> entry(String members) {
    return read(
        "{\"clusters\":[{\"id\":\"a\",\"name\":\"a\",\"region\":\"eu-central-1\",\"tokens\":[\""
            + HASH
            + "\"]"
            + members
            + "}]}");
  }

  private static FileResult<Fleet> read(String json) {
    return FleetDocument.read(Function.tree(json));
  }

  private static String written(Fleet fleet) {
    return new String(FleetWriter.write(fleet), StandardCharsets.UTF_8);
  }
}
