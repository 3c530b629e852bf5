package io.execguard.tool.site;

import io.execguard.tool.files.Site;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `exec-guard site show`: for a shell script, which reads lines.
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description =
        "Prints the site, a line each: its folder, the stack's name, region and account; the last"
            + " two are empty where the site names none.")
final class SiteShowCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Site site = Site.of(spec);
    SiteFile file = SiteFile.of(site);
    PrintWriter out = spec.commandLine().getOut();
    out.println(site.folder());
    out.println(file.stack());
    out.println(file.region());
    out.println(file.account());
    return 0;
  }
}
