package io.execguard.tool;

import io.execguard.tool.files.ProjectFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;

/// What ends each `--help`: examples that can be pasted, and where the manual has more.
final class Examples {
  /// A line with a command's words, the manual's file and chapter; below it examples, in which `@`
  /// stands for the tool.
  private static final String ALL =
      """
      | docs/try-it.md, Try it
        @ replay events
        @ help fleet add
      replay | docs/try-it.md, Try it
        @ replay events
        @ replay events/exec-interactive-tty.json --output json
      gateway | docs/try-it.md, Try it
        @ gateway --apply --kubeconfig ~/.kube/config --listen 0.0.0.0:8443 --host 172.17.0.1
      event | docs/tool.md, Commands
        @ event events/exec-command.json --cluster prod-eu --token TOKEN
      check | docs/policy.md, Every key
        @ check --site ../our-guard
      test | docs/policy.md, Test your policy
        @ test --site ../our-guard --junit target/policy-tests.xml
      explain | docs/policy.md, Test your policy
        @ explain events/exec-interactive-tty.json --labels environment=staging
      registration | docs/registration.md, The registration
        @ registration --cluster prod-eu --url https://guard.example.com/live --token-file FILE | kubectl apply -f -
      namespaces | docs/deploy.md, Register a cluster
        @ namespaces --kubeconfig prod-eu.kubeconfig --cluster prod-eu
        @ namespaces --output json | jq 'select(.nearMisses? and .nearMisses != [])'
      grant | docs/on-call.md, You were refused
        @ grant payments --for 1h --reason INC-4242 | sh
        @ grant payments --revoke | sh
      guard | docs/on-call.md, You were refused
        @ guard why -n payments web
      guard grant | docs/on-call.md, You were refused
        @ guard grant -n payments --for 1h --reason INC-4242
      guard revoke | docs/on-call.md, You were refused
        @ guard revoke -n payments
      guard grants | docs/on-call.md, You were refused
        @ guard grants -A
      guard why | docs/on-call.md, You were refused
        @ guard why -n payments web
      fleet | docs/deploy.md, Register a cluster
        @ fleet list
      fleet add | docs/deploy.md, Register a cluster
        @ fleet add prod-eu --name production --region eu-central-1 --token-file FILE
      fleet tokens | docs/deploy.md, Register a cluster
        @ fleet tokens prod-eu --token-file OLD --token-file NEW
      fleet remove | docs/deploy.md, Register a cluster
        @ fleet remove prod-eu
      fleet knows | docs/deploy.md, Register a cluster
        @ fleet knows prod-eu --token-file FILE
      fleet parameters | docs/deploy.md, Parameters
        @ fleet parameters --account 111122223333
      fleet digests | docs/deploy.md, Parameters
        @ fleet digests
      fleet list | docs/deploy.md, Register a cluster
        @ fleet list --output json
      fleet show | docs/deploy.md, Register a cluster
        @ fleet show prod-eu
      fleet self-test | docs/operate.md, The self-test
        @ fleet self-test prod-eu --answer FILE
      init | docs/deploy.md, The site
        @ init ../our-guard
        @ init ../our-guard --from .
      site | docs/deploy.md, The site
        @ site show
      site show | docs/deploy.md, The site
        @ site show --site ../our-guard
      site parameters | docs/deploy.md, Parameters
        @ site parameters DenialsThreshold=20
      package | docs/deploy.md, Deploy
        @ package --site ../our-guard --output build
      doctor | docs/deploy.md, Deploy
        @ doctor --site ../our-guard
      report | docs/evidence.md, A quarter's page
        @ report --decisions decisions --audit audit --cluster prod-eu --out report.html
      transcript | docs/recording.md, Read a transcript
        kubectl logs web --timestamps | @ transcript --list
      completion | docs/tool.md, Commands
        source <(@ completion bash)
      help | docs/tool.md, Commands
        @ help fleet add
      """;

  private Examples() {}

  static String footer(CommandSpec command) {
    String tool = command.root().name();
    Path manual = ProjectFiles.file(manual(command)).toAbsolutePath();
    return of(command).stream()
        .map(example -> "  " + example.replace("@", tool) + "\n")
        .collect(
            Collectors.joining(
                "", "\nExamples:\n", "\nManual: " + manual + ", " + chapter(command) + "\n"));
  }

  /// With `@` for the tool; none for a command that this does not know.
  static List<String> of(CommandSpec command) {
    return ALL.lines()
        .dropWhile(line -> !line.startsWith(head(command)))
        .skip(1)
        .takeWhile(line -> line.startsWith("  "))
        .map(String::strip)
        .toList();
  }

  /// The manual's file.
  static String manual(CommandSpec command) {
    return place(command).replaceFirst(",.*", "");
  }

  /// Its heading.
  static String chapter(CommandSpec command) {
    return place(command).replaceFirst("[^,]*, ", "");
  }

  private static String place(CommandSpec command) {
    String head = head(command);
    return ALL.lines()
        .filter(line -> line.startsWith(head))
        .findFirst()
        .map(line -> line.substring(head.length()))
        .orElse("docs/tool.md, Commands");
  }

  private static String head(CommandSpec command) {
    String words = command.qualifiedName(" ");
    String own = words.contains(" ") ? words.substring(words.indexOf(' ') + 1) + " " : "";
    return own + "| ";
  }
}
