package io.execguard.tool.site;

import io.execguard.configuration.Cluster;
import io.execguard.tool.files.FleetOption;
import io.execguard.tool.files.YamlFile;
import io.execguard.tool.terminal.ToolException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `exec-guard fleet parameters`: what `template.yaml` has to know of the fleet.
@Command(
    name = "parameters",
    mixinStandardHelpOptions = true,
    description =
        "Prints the parameters of template.yaml that follow from the fleet, a line each: the"
            + " clusters that the function may look up and the roles that it may assume.")
final class FleetParametersCommand implements Callable<Integer> {
  private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");
  private static final Pattern PARTITION = Pattern.compile("aws(-[a-z]+)*");

  @Spec private CommandSpec spec;

  @Option(
      names = "--account",
      paramLabel = "ID",
      required = true,
      description = "the function's own account, 12 digits")
  private String account = "";

  @Option(
      names = "--partition",
      paramLabel = "NAME",
      description = "aws, aws-cn, aws-us-gov; default: aws")
  private String partition = "aws";

  @Mixin private FleetOption clusters = new FleetOption();

  @Override
  public Integer call() {
    require(ACCOUNT, "--account", account, "no AWS account: 12 digits, like 111122223333");
    require(PARTITION, "--partition", partition, "no AWS partition, like aws or aws-us-gov");
    FleetFile file = FleetFile.read(clusters.file());
    List<Cluster> fleet = file.fleet().clusters();
    fleet.forEach(cluster -> requireOneRole(file, cluster));
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        "ClusterArns="
            + list(fleet.stream().filter(cluster -> cluster.role().isEmpty()).map(this::arn)));
    out.println("ReaderRoleArns=" + list(fleet.stream().flatMap(FleetParametersCommand::role)));
    return 0;
  }

  private String arn(Cluster cluster) {
    return "arn:"
        + partition
        + ":eks:"
        + cluster.region()
        + ":"
        + account
        + ":cluster/"
        + cluster.name();
  }

  private static Stream<String> role(Cluster cluster) {
    return cluster.role().map(Cluster.Role::arn).stream();
  }

  /// IAM allows a comma in a role's name, CloudFormation's CommaDelimitedList does not.
  private static void requireOneRole(FleetFile file, Cluster cluster) {
    if (role(cluster).anyMatch(arn -> arn.contains(","))) {
      throw new ToolException(
          YamlFile.mistake(
              file.file(),
              file.line(cluster),
              "the role of the cluster "
                  + cluster.id()
                  + " has a comma in its name, where the parameter's list would be cut; it takes a"
                  + " role without one"));
    }
  }

  private static String list(Stream<String> arns) {
    return arns.distinct().collect(Collectors.joining(","));
  }

  private static void require(Pattern pattern, String option, String value, String otherwise) {
    if (!pattern.matcher(value).matches()) {
      throw new ToolException(option + " " + value + " is " + otherwise);
    }
  }
}
