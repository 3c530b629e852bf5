package io.execguard.tool.site;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.execguard.tool.CommandRun;
import io.execguard.tool.files.Site;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SiteParametersTest {
  @TempDir private Path site;

  /// CloudFormation takes an unknown parameter without a word, and says of a wrong value after
  /// minutes.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          AlarmTopicAm=x                | the stack has no parameter AlarmTopicAm; is it AlarmTopicArn?
          retentiondays=400             | the stack has no parameter retentiondays; is it RetentionDays?
          RetentionDays=3               | RetentionDays is 3: it takes 90, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653
          DenialsThreshold=0            | DenialsThreshold is 0: it takes at least 1
          DenialsThreshold=many         | DenialsThreshold is many: it takes a number
          GatewayLogRole=               | GatewayLogRole is empty: it takes account, stack
          VpcEndpointId=vpce-xyz        | VpcEndpointId is vpce-xyz: it takes (vpce-[0-9a-f]+)?
          Fleet=                        | Fleet follows from clusters.yaml, and nobody gives it
          ClusterArns=arn:aws:eks       | ClusterArns follows from clusters.yaml, and nobody gives it
          RetentionDays                 | RetentionDays is no parameter: NAME=VALUE
          """)
  void whatTheTemplateDoesNotTakeIsRefused(String parameter, String sentence) throws IOException {
    site("parameters: {}");
    CommandRun.of("site", "parameters", "--site", site.toString(), parameter)
        .assertMistake(sentence);
  }

  /// `Fleet` and `ClusterArns`, which nobody gives, came in by another one's value: each line is a
  /// parameter to the script that reads them, in quotes to sam.
  @ParameterizedTest
  @ValueSource(strings = {"subnet-1\nFleet=", "sg-1\" ClusterArns=\"", "a\tb"})
  void noParameterHidesInAnothersValue(String value) throws IOException {
    site("parameters: {}");
    CommandRun.of("site", "parameters", "--site", site.toString(), "SubnetIds=" + value)
        .assertMistake(
            "SubnetIds has a quote or a control character, which the stack takes in none");
  }

  @Test
  void aListIsATextWithCommas() throws IOException {
    site("parameters: {SubnetIds: [subnet-1, subnet-2]}");
    assertEquals(
        List.of("SubnetIds=subnet-1,subnet-2"),
        CommandRun.of("site", "parameters", "--site", site.toString()).lines());
  }

  @Test
  void theSitesOwnAreToldWithTheirLine() throws IOException {
    site("parameters:\n  RetentionDays: 3\n  Retention: 400");
    String file = site.resolve(Site.MARK).toString();
    CommandRun.of("site", "parameters", "--site", site.toString())
        .assertMistake(
            file
                + ":3: RetentionDays is 3: it takes 90, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557,"
                + " 2922, 3288, 3653",
            file
                + ":4: the stack has no parameter Retention; it has SourceAddresses, VpcEndpointId,"
                + " SubnetIds, SecurityGroupIds, RetentionDays, GatewayLogRole, LogKeyArn,"
                + " AlarmTopicArn, DenialsThreshold");
  }

  @Test
  void theCommandLinesCountBeforeTheSites() throws IOException {
    site("parameters: {RetentionDays: 400, GatewayLogRole: stack}");
    CommandRun run =
        CommandRun.of("site", "parameters", "--site", site.toString(), "RetentionDays=2192");
    run.assertDone();
    assertEquals(List.of("RetentionDays=2192", "GatewayLogRole=stack"), run.lines());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          format: 2                     | format is not 1, the only one that this exec-guard knows: use the release that the site is for
          account: 111122223333         | account is not a string: put it in quotes
          account: "1111"               | account is not an AWS account: 12 digits in quotes
          region: Frankfurt             | region is not an AWS region, like eu-central-1
          stack: my_stack               | stack is not the name of a stack: letters, digits and '-', at most 128
          stak: x                       | the file has the unknown key stak; it takes format, stack, region, account, parameters
          """)
  void aMistakeInTheSitesFileIsToldWithItsLine(String line, String sentence) throws IOException {
    Files.writeString(
        site.resolve(Site.MARK), line.startsWith("format") ? line : "format: 1\n" + line);
    CommandRun.of("site", "show", "--site", site.toString())
        .assertMistake(
            site.resolve(Site.MARK) + ":" + (line.startsWith("format") ? 1 : 2) + ": " + sentence);
  }

  private void site(String more) throws IOException {
    Files.writeString(site.resolve(Site.MARK), "format: 1\n" + more + "\n");
  }
}
