package io.execguard.tool.site;

import io.execguard.admission.ShellWord;
import io.execguard.tool.files.ProjectFiles;
import io.execguard.tool.terminal.OneLine;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `exec-guard init`: makes a site.
@Command(
    name = "init",
    mixinStandardHelpOptions = true,
    description = {
      "Makes a site: a folder of the team's own, with a policy that denies nothing yet, a fleet,"
          + " policy tests, and the stack's parameters.",
      "Writes over nothing that is there. A run that was stopped is finished by the next."
    })
public final class InitCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "DIR", description = "a new or empty folder")
  private Path folder = Path.of("");

  @Option(
      names = "--from",
      paramLabel = "CHECKOUT",
      description =
          "take over policy.yaml, clusters.yaml and policy-tests/ of a checkout that was edited; it"
              + " stays as it is")
  private @Nullable Path checkout;

  @Override
  public Integer call() {
    Map<String, byte[]> files =
        checkout == null ? NewSite.files() : new EditedCheckout(checkout).files();
    SiteFolder.make(folder, files);
    PrintWriter out = spec.commandLine().getOut();
    Path launcher = ProjectFiles.file("exec-guard");
    String line =
        "  "
            + ShellWord.of(launcher.getNameCount() == 1 ? "./" + launcher : launcher.toString())
            + " --site "
            + ShellWord.of(folder.toString());
    out.println(OneLine.of(folder.toString()) + " is a site now. Next:");
    out.println(line + " check    # its policy and its fleet");
    out.println(line + " test     # what the policy is meant to do");
    return 0;
  }
}
