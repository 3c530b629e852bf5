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
      | README.md, See it decide
        @ demo
        @ help fleet add
      demo | README.md, See it decide
        @ demo
        @ demo --directory demo --no-open
      replay | README.md, See it decide
        @ replay events
        @ replay events/exec-interactive-tty.json --output json
      gateway | README.md, See it decide
        @ gateway --apply --kubeconfig ~/.kube/config --listen 0.0.0.0:8443 --host 172.17.0.1
      event | README.md, The tool
        @ event events/exec-command.json --cluster prod-eu --token TOKEN
      check | README.md, policy.yaml
        @ check --site ../our-guard
      test | README.md, Test your policy
        @ test --site ../our-guard --junit target/policy-tests.xml
      explain | README.md, Test your policy
        @ explain events/exec-interactive-tty.json --labels environment=staging
      registration | README.md, The registration
        @ registration --cluster prod-eu --url https://guard.example.com/live --token-file FILE | kubectl apply -f -
      namespaces | README.md, Register, rotate, remove
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
      fleet | README.md, Register, rotate, remove
        @ fleet list
      fleet add | README.md, Register, rotate, remove
        @ fleet add prod-eu --name production --region eu-central-1 --token-file FILE
      fleet tokens | README.md, Register, rotate, remove
        @ fleet tokens prod-eu --token-file OLD --token-file NEW
      fleet remove | README.md, Register, rotate, remove
        @ fleet remove prod-eu
      fleet knows | README.md, Register, rotate, remove
        @ fleet knows prod-eu --token-file FILE
      fleet parameters | README.md, Deploy
        @ fleet parameters --account 111122223333
      fleet digests | README.md, Deploy
        @ fleet digests
      fleet list | README.md, Register, rotate, remove
        @ fleet list --output json
      fleet show | README.md, Register, rotate, remove
        @ fleet show prod-eu
      fleet self-test | README.md, What it needs of your clusters
        @ fleet self-test prod-eu --answer FILE
      init | README.md, Deploy
        @ init ../our-guard
        @ init ../our-guard --from .
      site | README.md, Deploy
        @ site show
      site show | README.md, Deploy
        @ site show --site ../our-guard
      site parameters | README.md, Deploy
        @ site parameters DenialsThreshold=20
      package | README.md, Deploy
        @ package --site ../our-guard --output build
      doctor | README.md, Deploy
        @ doctor --site ../our-guard
      report | README.md, Evidence
        @ report --decisions decisions --audit audit --cluster prod-eu --out report.html
      transcript | README.md, Sessions on record
        kubectl logs web --timestamps | @ transcript --list
      completion | README.md, The tool
        source <(@ completion bash)
      help | README.md, The tool
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
        .orElse("README.md, The tool");
  }

  private static String head(CommandSpec command) {
    String words = command.qualifiedName(" ");
    String own = words.contains(" ") ? words.substring(words.indexOf(' ') + 1) + " " : "";
    return own + "| ";
  }
}
