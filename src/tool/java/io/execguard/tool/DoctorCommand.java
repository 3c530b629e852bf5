package io.execguard.tool;

import io.execguard.tool.files.ProjectFiles;
import io.execguard.tool.files.Site;
import io.execguard.tool.terminal.IoProblem;
import io.execguard.tool.terminal.ToolException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `exec-guard doctor`: infra/doctor, which asks AWS and the clusters with the steps that deploy
/// and register.
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = {
      "Looks at tools, site, credentials, region, the stack and its drift from the site, and at each"
          + " cluster: a ✓ or ✕ each, with what mends it.",
      "It changes nothing. Needs bash, and what deploying needs."
    })
final class DoctorCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--stack", paramLabel = "NAME", description = "default: the site's")
  private String stack = "";

  @Option(
      names = "--cluster-profile",
      paramLabel = "PROFILE",
      description = "AWS profile for clusters of another account")
  private String profile = "";

  @Override
  public Integer call() {
    Site site = Site.of(spec);
    List<String> command =
        new ArrayList<>(List.of(ProjectFiles.file("infra/doctor").toAbsolutePath().toString()));
    if (site.found() != Site.Found.SHIPPED) {
      command.addAll(List.of("--site", site.folder().toString()));
    }
    if (!stack.isEmpty()) {
      command.addAll(List.of("--stack", stack));
    }
    if (!profile.isEmpty()) {
      command.addAll(List.of("--cluster-profile", profile));
    }
    try {
      return new ProcessBuilder(command).inheritIO().start().waitFor();
    } catch (IOException e) {
      throw new ToolException(command.getFirst() + " cannot be run: " + IoProblem.inWords(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ToolException("interrupted");
    }
  }
}
