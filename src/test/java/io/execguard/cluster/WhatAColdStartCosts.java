package io.execguard.cluster;

import io.execguard.json.Digest;
import io.execguard.speed.DescribeFunction;
import io.execguard.speed.MarkdownTable;
import io.execguard.speed.MeasuredReview;
import io.execguard.speed.NothingFunction;
import io.execguard.speed.Timings;
import io.execguard.testing.Function;
import io.execguard.tool.CommandRun;
import io.execguard.tool.handler.WebhookEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The first answer of a new process, and of one that was primed, each in turn with the others: see
/// `src/test/speed/measure-cold-start`.
final class WhatAColdStartCosts {
  private static final int ROUNDS = 7;

  /// Of a process that is warm: the first two after the first still load classes.
  private static final int CALLS = 12;

  /// Of a process: the first answer, one when it is warm, and one that is warm but has to connect
  /// to the cluster anew.
  private record Row(FunctionFolder function, Timings first, Timings warm, Timings connecting) {
    Row(FunctionFolder function) {
      this(function, new Timings(), new Timings(), new Timings());
    }
  }

  private WhatAColdStartCosts() {}

  /// Prints the tables.
  ///
  /// @param arguments the folder of the artifact
  public static void main(String[] arguments) throws IOException, InterruptedException {
    try (Supervisor supervisor = Supervisor.start(Binaries.find().supervise());
        PlayedCluster cluster = new PlayedCluster()) {
      cluster.warm();
      Path artifact = Path.of(arguments[0]);
      FunctionFolder guard = guard(supervisor, artifact, cluster);
      List<FunctionFolder> functions =
          List.of(
              guard.ofClass("does nothing", NothingFunction.class, List.of(), "{}"),
              guard.ofClass(
                  "DescribeCluster alone",
                  DescribeFunction.class,
                  DescribeFunction.LIBRARIES,
                  "https://"),
              guard);
      List<Row> cold = cold(functions);
      System.out.println(table(cold));
      System.out.print(restored(functions, cluster, cold.getFirst().first().median()));
      System.out.printf(
          "%nThe artifact is a zip of %s MB.%n",
          MarkdownTable.number(ZippedFolder.size(artifact) / 1e6));
    }
  }

  private static FunctionFolder guard(Supervisor supervisor, Path artifact, PlayedCluster cluster)
      throws IOException {
    Path fleet = supervisor.directory().resolve("clusters.yaml");
    Files.writeString(
        fleet,
        """
        clusters:
        - id: %s
          name: %s
          region: %s
          tokens: ["sha256:%s"]
        """
            .formatted(
                Function.CLUSTER, PlayedCluster.NAME, LocalAws.REGION, Digest.hex(Function.TOKEN)));
    CommandRun check =
        CommandRun.of("check", "--clusters", fleet.toString(), "--write", artifact.toString());
    if (check.code() != 0) {
      throw new IllegalStateException(check.err());
    }
    return new FunctionFolder(
        "Exec Guard",
        supervisor,
        LocalAws.where(),
        artifact,
        "io.execguard.aws.WebhookFunction",
        cluster.eks(),
        event(),
        "deny-interactive-exec: environment=production");
  }

  private static String event() {
    MeasuredReview review = MeasuredReview.EXEC;
    WebhookEvent event =
        new WebhookEvent(
            Function.CLUSTER,
            Function.TOKEN,
            review.door(),
            Map.of("Content-Type", "application/json"),
            "10s",
            review.text(),
            "gateway-1",
            Optional.empty());
    return new String(event.json(), StandardCharsets.UTF_8);
  }

  private static List<Row> cold(List<FunctionFolder> functions) throws IOException {
    List<Row> rows = functions.stream().map(Row::new).toList();
    for (int round = 0; round < ROUNDS; round++) {
      for (Row row : rows) {
        try (EmulatedFunction emulated = EmulatedFunction.start(row.function(), List.of())) {
          row.first().add(emulated.call());
        }
      }
    }
    return rows;
  }

  private static MarkdownTable table(List<Row> rows) throws IOException {
    MarkdownTable table =
        new MarkdownTable(
            "a new process", "first answer, of DescribeCluster's", "of nothing's", "classes");
    for (Row row : rows) {
      table.row(
          row.function().name(),
          MarkdownTable.ratio(row.first().median(), rows.get(1).first().median()),
          MarkdownTable.ratio(row.first().median(), rows.getFirst().first().median()),
          String.valueOf(classes(row.function())));
    }
    return table;
  }

  /// @param nothing nanoseconds of a new process that does nothing: no hook makes them fewer
  private static MarkdownTable restored(
      List<FunctionFolder> functions, PlayedCluster cluster, double nothing)
      throws IOException, InterruptedException {
    List<Row> rows = functions.stream().map(Row::new).toList();
    for (int round = 0; round < ROUNDS; round++) {
      for (Row row : rows) {
        try (RestoredFunction restored = RestoredFunction.primed(row.function(), List.of())) {
          row.first().add(restored.restore());
          for (int call = 1; call <= CALLS; call++) {
            row.warm().add(restored.call());
          }
          cluster.closes(true);
          restored.call();
          for (int call = 1; call <= CALLS; call++) {
            row.connecting().add(restored.call());
          }
          cluster.closes(false);
        }
      }
    }
    MarkdownTable table =
        new MarkdownTable(
            "after the snapshot's hooks",
            "first answer, of its warm ones",
            "of a new process that does nothing",
            "of its warm ones that connect anew",
            "classes that the first answer loads");
    for (Row row : rows) {
      table.row(
          row.function().name(),
          MarkdownTable.ratio(row.first().median(), row.warm().median()),
          MarkdownTable.ratio(row.first().median(), nothing),
          MarkdownTable.ratio(row.first().median(), row.connecting().median()),
          String.valueOf(classesAfterRestore(row.function())));
    }
    return table;
  }

  private static long classes(FunctionFolder function) throws IOException {
    Path log = Files.createTempFile(function.supervisor().directory(), "classes", "");
    try (EmulatedFunction emulated =
        EmulatedFunction.start(function, List.of("-Xlog:class+load:file=" + log))) {
      emulated.call();
      return lines(log);
    }
  }

  private static long classesAfterRestore(FunctionFolder function)
      throws IOException, InterruptedException {
    Path log = Files.createTempFile(function.supervisor().directory(), "classes", "");
    try (RestoredFunction restored =
        RestoredFunction.primed(function, List.of("-Xlog:class+load:file=" + log))) {
      long before = lines(log);
      restored.restore();
      return lines(log) - before;
    }
  }

  private static long lines(Path log) throws IOException {
    try (Stream<String> lines = Files.lines(log)) {
      return lines.count();
    }
  }
}
