package io.execguard.tool.review;

import io.execguard.tool.files.Site;
import io.execguard.tool.files.TextFile;
import io.execguard.tool.registration.Doors;
import io.execguard.tool.terminal.ExitCodes;
import io.execguard.tool.terminal.IoProblem;
import io.execguard.tool.terminal.OneLine;
import io.execguard.tool.terminal.ToolException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `exec-guard test`: what the policy is meant to do, kept beside it as files.
@Command(
    name = "test",
    mixinStandardHelpOptions = true,
    description = {
      "Runs policy tests: files NAME.test.yaml of cases, each a review, the namespace's labels and"
          + " what is expected.",
      "Each case goes through the handler that Lambda runs. policy-tests/examples has one for every"
          + " feature of the policy file."
    })
public final class TestCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..*",
      paramLabel = "FILE|DIR",
      description =
          "files, or directories whose *.test.yaml are found at any depth; default: the site's"
              + " policy-tests")
  private List<Path> paths = List.of();

  @Option(
      names = "--policy",
      paramLabel = "FILE",
      description = "for files that name none; default: the site's policy.yaml")
  private @Nullable Path policy;

  @Option(
      names = "--junit",
      paramLabel = "FILE",
      description = "also write the results there as JUnit XML")
  private @Nullable Path junit;

  @Override
  public Integer call() {
    Map<PolicyTestFile, List<PolicyTestResult>> results = new LinkedHashMap<>();
    Site site = Site.of(spec);
    Path judged = policy == null ? site.file(Site.POLICY) : policy;
    for (Path file : files(paths.isEmpty() ? List.of(site.file(Site.TESTS)) : paths)) {
      PolicyTestFile tests = PolicyTestReader.read(file, judged);
      Doors doors = new Doors(tests.policy());
      results.put(
          tests,
          tests.tests().stream()
              .map(test -> PolicyTestResult.of(test, tests.policy(), doors))
              .toList());
    }
    if (junit != null) {
      TextFile.write(junit, JUnitReport.of(results));
    }
    print(results);
    return results.values().stream().flatMap(List::stream).allMatch(PolicyTestResult::passed)
        ? 0
        : ExitCodes.MISSED;
  }

  private static List<Path> files(List<Path> paths) {
    List<Path> files = paths.stream().flatMap(TestCommand::files).distinct().toList();
    if (files.isEmpty()) {
      throw new ToolException(
          "there is no *" + PolicyTestFile.SUFFIX + " under " + paths.getFirst());
    }
    return files;
  }

  private static Stream<Path> files(Path path) {
    if (!Files.isDirectory(path)) {
      return Stream.of(path);
    }
    try (Stream<Path> files = Files.walk(path)) {
      return files
          .filter(file -> file.toString().endsWith(PolicyTestFile.SUFFIX))
          .sorted()
          .toList()
          .stream();
    } catch (IOException e) {
      throw new ToolException(path + " cannot be read: " + IoProblem.inWords(e));
    }
  }

  private void print(Map<PolicyTestFile, List<PolicyTestResult>> results) {
    PrintWriter out = spec.commandLine().getOut();
    results.forEach((file, ofFile) -> print(out, file, ofFile));
    untested(results).forEach(sentence -> out.println("not tested: " + sentence));
    List<PolicyTestResult> all = results.values().stream().flatMap(List::stream).toList();
    long passed = all.stream().filter(PolicyTestResult::passed).count();
    out.println(passed + " passed, " + (all.size() - passed) + " failed");
  }

  private static void print(PrintWriter out, PolicyTestFile file, List<PolicyTestResult> results) {
    out.println(file.file());
    for (PolicyTestResult result : results) {
      String name = OneLine.of(result.test().name());
      out.println((result.passed() ? "  ok    " : "  FAIL  ") + name);
      if (!result.passed()) {
        out.println("        " + file.file() + ":" + result.test().line());
        result.missed().forEach(missed -> out.println("        " + OneLine.of(missed)));
      }
    }
  }

  /// By policy file: several files of tests may share one.
  private static List<String> untested(Map<PolicyTestFile, List<PolicyTestResult>> results) {
    Map<Path, List<PolicyTestFile>> byPolicy = new LinkedHashMap<>();
    results
        .keySet()
        .forEach(
            file ->
                byPolicy.merge(
                    file.policyFile(),
                    List.of(file),
                    (some, more) -> Stream.concat(some.stream(), more.stream()).toList()));
    return byPolicy.entrySet().stream()
        .flatMap(
            entry ->
                entry
                    .getValue()
                    .getFirst()
                    .untested(
                        entry.getValue().stream()
                            .flatMap(file -> results.getOrDefault(file, List.of()).stream())
                            .toList())
                    .stream()
                    .map(name -> name + " of " + entry.getKey()))
        .toList();
  }
}
