package io.execguard.speed;

import io.execguard.tool.report.CopiedRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The start of `./exec-guard` beside a virtual machine that does nothing, and its report beside
/// Jackson reading the same lines, each in turn with the other: see `src/test/speed/measure-tool`.
final class WhatTheToolTakes {
  private static final int STARTS = 7;
  private static final int REPORTS = 3;
  private static final int LINES = 100_000;

  /// Where something was found it is 1.
  private static final Set<Integer> DONE = Set.of(0, 1);

  private WhatTheToolTakes() {}

  /// Prints both tables.
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path directory = Files.createTempDirectory("speed");
    CopiedRun run = CopiedRun.of(directory, LINES);
    try {
      System.out.print(starts());
      System.out.println();
      System.out.print(reports(run));
    } finally {
      Files.delete(run.decisions());
      Files.delete(run.audit());
      Files.delete(directory);
    }
  }

  private static MarkdownTable starts() throws IOException, InterruptedException {
    List<List<String>> commands =
        List.of(
            List.of("./exec-guard", "--version"),
            List.of("./exec-guard", "check"),
            List.of("./exec-guard", "grant", "default", "--for", "1h", "--reason", "INC-4242"));
    Timings nothing = new Timings();
    List<Timings> took = commands.stream().map(_ -> new Timings()).toList();
    for (int start = 0; start < STARTS; start++) {
      nothing.add(took(floor(List.of("-XX:TieredStopAtLevel=1"), List.of())));
      for (int command = 0; command < commands.size(); command++) {
        took.get(command).add(took(commands.get(command)));
      }
    }
    MarkdownTable table = new MarkdownTable("command", "median, of a JVM that does nothing");
    for (int command = 0; command < commands.size(); command++) {
      table.row(
          String.join(" ", commands.get(command)),
          MarkdownTable.ratio(took.get(command).median(), nothing.median()));
    }
    return table;
  }

  private static MarkdownTable reports(CopiedRun run) throws IOException, InterruptedException {
    List<String> report = new ArrayList<>(run.report());
    report.addFirst("./exec-guard");
    // Both compilers, as the launcher has it for a report.
    List<String> jackson =
        floor(List.of(), List.of(run.decisions().toString(), run.audit().toString()));
    Timings reading = new Timings();
    Timings reporting = new Timings();
    for (int round = 0; round < REPORTS; round++) {
      reading.add(took(jackson));
      reporting.add(took(report));
    }
    MarkdownTable table = new MarkdownTable("lines", "median, of Jackson's", "lines a second");
    table.row(
        String.valueOf(run.lines()),
        MarkdownTable.ratio(reporting.median(), reading.median()),
        String.valueOf(Math.round(run.lines() / (reporting.median() / 1e9))));
    return table;
  }

  private static List<String> floor(List<String> flags, List<String> files) {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.addAll(flags);
    command.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-classpath",
            System.getProperty("java.class.path"),
            ReadLines.class.getName()));
    command.addAll(files);
    return command;
  }

  /// Nanoseconds of a process from its start to its end.
  private static long took(List<String> command) throws IOException, InterruptedException {
    long began = System.nanoTime();
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    int code = process.waitFor();
    if (!DONE.contains(code)) {
      throw new IllegalStateException(command + " ended with " + code);
    }
    return System.nanoTime() - began;
  }
}
