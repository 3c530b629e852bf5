package io.execguard.tool;

import io.execguard.configuration.Configuration;
import io.execguard.tool.files.FleetOption;
import io.execguard.tool.files.FolderFiles;
import io.execguard.tool.files.PolicyOption;
import io.execguard.tool.files.ProjectFiles;
import io.execguard.tool.files.TextFile;
import io.execguard.tool.site.ReleasedFunction;
import io.execguard.tool.terminal.IoProblem;
import io.execguard.tool.terminal.ToolException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `exec-guard package`: a release's function with a site's policy and fleet, ready for `sam
/// deploy`, without a build.
@Command(
    name = "package",
    mixinStandardHelpOptions = true,
    description = {
      "Puts the release's function and the site's checked policy and fleet together, beside the"
          + " template that deploys them.",
      "Refuses a function that is not as the release made it. The same release and the same site"
          + " make the same files."
    })
final class PackageCommand implements Callable<Integer> {
  private static final String TEMPLATE = "template.yaml";

  /// What the template names by its place.
  private static final List<String> BESIDE =
      List.of("infra/alarms.yaml", "infra/before-traffic/index.py");

  @Spec private CommandSpec spec;

  @Mixin private PolicyOption policy = new PolicyOption();

  @Mixin private FleetOption clusters = new FleetOption();

  @Option(
      names = "--output",
      required = true,
      paramLabel = "DIR",
      description = "a new folder, or what this made before, which is replaced")
  private Path output = Path.of("");

  @Override
  public Integer call() {
    Configuration checked = CheckedFiles.read(policy.file(), clusters.file());
    Map<String, byte[]> function = ReleasedFunction.shipped().files();
    clear();
    Path folder = output.resolve(ReleasedFunction.FOLDER);
    function.forEach((name, content) -> TextFile.write(folder.resolve(name), content));
    ArtifactFiles.write(checked, folder);
    BESIDE.forEach(this::copy);
    // Last: without it nothing is deployed of what was stopped half-way.
    copy(TEMPLATE);
    spec.commandLine().getOut().println(output.resolve(TEMPLATE) + ": " + checked.policyDigest());
    return 0;
  }

  private void copy(String name) {
    TextFile.write(output.resolve(name), TextFile.bytes(ProjectFiles.file(name)));
  }

  private void clear() {
    if (!Files.exists(output)) {
      return;
    }
    try (Stream<Path> top = Files.list(output)) {
      List<String> names = top.map(entry -> entry.getFileName().toString()).sorted().toList();
      List<String> others =
          names.stream()
              .filter(name -> !List.of(TEMPLATE, ReleasedFunction.FOLDER, "infra").contains(name))
              .toList();
      if (!others.isEmpty()) {
        throw new ToolException(
            output + " holds something else than this makes: " + others.getFirst());
      }
      Files.deleteIfExists(output.resolve(TEMPLATE));
      for (String name : names) {
        FolderFiles.delete(output.resolve(name));
      }
    } catch (UncheckedIOException e) {
      throw uncleared(Objects.requireNonNull(e.getCause()));
    } catch (IOException e) {
      throw uncleared(e);
    }
  }

  private ToolException uncleared(IOException e) {
    return new ToolException(output + " cannot be cleared: " + IoProblem.inWords(e));
  }
}
