package io.execguard.tool.plugin;

import io.execguard.admission.ShellWord;
import io.execguard.json.Cursor;
import io.execguard.json.JsonReader;
import io.execguard.json.Outline;
import io.execguard.tool.kubectl.KubectlProgram;
import io.execguard.tool.kubectl.KubectlProgram.Run;
import io.execguard.tool.kubectl.KubectlResult;
import io.execguard.tool.terminal.OneLine;
import io.execguard.tool.terminal.ToolException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A cluster as kubectl reaches it, in front of a person.
record KubectlCluster(KubectlProgram kubectl, PrintWriter out, PrintWriter err) {
  /// A login in a browser takes a minute; webhooks take at most 30 s.
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /// Kubernetes' own limit is 10,000 namespaces, of some 4 KiB each.
  private static final int LONGEST = 64 << 20;

  /// Of a webhook's URL, what has the token. kubectl writes a complaint in one piece.
  private static final Pattern SECRET = Pattern.compile("/v1/clusters/[^ \"]*");

  /// What a person would type, for a shell.
  String line(List<String> arguments) {
    return kubectl.command(arguments).stream().map(ShellWord::of).collect(Collectors.joining(" "));
  }

  /// Shows a command, runs it, and shows what it says.
  ///
  /// @return whether it went well
  boolean carriesOut(List<String> arguments) {
    out.println(line(arguments));
    out.flush();
    Run.Ended ended = ended(arguments, run(arguments, true));
    out.print(printable(ended.output()));
    out.flush();
    return ended.code() == 0;
  }

  /// Runs a command whose refusal is an answer, too.
  Run.Ended asks(List<String> arguments) {
    return ended(arguments, run(arguments, false));
  }

  /// An object or a list.
  ///
  /// @param path of Kubernetes' API, whose names are checked
  KubectlResult get(String path, Outline outline) {
    return switch (run(List.of("get", "--raw=" + path), false)) {
      case Run.Failed(String why) -> new KubectlResult.Failed(failure(why));
      case Run.Ended(int code, String output, _) when code == 0 ->
          new JsonReader(LONGEST)
              .read(output.getBytes(StandardCharsets.UTF_8), outline)
              .<KubectlResult>map(tree -> new KubectlResult.Found(Cursor.at("object", tree)))
              .orElseGet(() -> new KubectlResult.Failed("kubectl's answer is no JSON"));
      case Run.Ended ended ->
          ended.isNotFound()
              ? new KubectlResult.NotFound()
              : new KubectlResult.Failed(OneLine.of(printable(ended.errors().strip())));
    };
  }

  /// The username that the API server knows whoever runs this by.
  String username() {
    return told(List.of("auth", "whoami", "--output=jsonpath={.status.userInfo.username}"))
        .filter(name -> !name.isEmpty())
        .orElseThrow(() -> new ToolException("kubectl auth whoami does not tell who you are"));
  }

  /// The namespace of kubectl's context.
  String currentNamespace() {
    return told(List.of("config", "view", "--minify", "--output=jsonpath={..namespace}"))
        .map(name -> name.isEmpty() ? "default" : name)
        .orElseThrow(() -> new ToolException("kubectl does not tell its namespace: give -n"));
  }

  /// What a command prints; empty where it fails, and has said why.
  private Optional<String> told(List<String> arguments) {
    Run.Ended ended = ended(arguments, run(arguments, true));
    return ended.code() == 0 ? Optional.of(ended.output().strip()) : Optional.empty();
  }

  private Run run(List<String> arguments, boolean aloud) {
    return kubectl.run(
        arguments,
        LONGEST,
        Instant.now().plus(PATIENCE),
        words -> {
          if (aloud) {
            err.print(printable(words));
            err.flush();
          }
        });
  }

  private Run.Ended ended(List<String> arguments, Run run) {
    return switch (run) {
      case Run.Ended ended -> ended;
      case Run.Failed(String why) -> throw new ToolException(failure(why) + ": " + line(arguments));
    };
  }

  private String failure(String why) {
    return switch (why) {
      case "no-kubectl" -> "there is no " + kubectl.file() + " to run";
      case "out-of-time" ->
          "kubectl has not answered within " + PATIENCE.toSeconds() + " s, and was stopped";
      default -> "kubectl came to nothing (" + why + ")";
    };
  }

  /// Its lines as they are, without what a terminal would obey, and without the cluster's token:
  /// while the guard cannot be reached, kubectl shows the whole URL of a webhook.
  static String printable(String text) {
    return SECRET
            .matcher(text)
            .replaceAll("/…")
            .lines()
            .map(OneLine::of)
            .collect(Collectors.joining("\n"))
        + (text.endsWith("\n") ? "\n" : "");
  }
}
