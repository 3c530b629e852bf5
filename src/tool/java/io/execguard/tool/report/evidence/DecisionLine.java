package io.execguard.tool.report.evidence;

import io.execguard.json.Cursor;
import io.execguard.tool.report.read.PartialJson;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A line `decision`, as far as the report looks at it.
///
/// @param attemptKey empty for a review that could not be read
/// @param who the user, and behind it the session's name where the user's does not hold it
/// @param caller without address and client: the API server does not tell the guard
/// @param person the user alone
/// @param breakGlass empty object where there is none
/// @param exemptions the entries of `exempt` that applied, a sentence each
/// @param labelChange as breakGlass
/// @param labels of the namespace that were read anew for it; empty where they were not
/// @param dryRun nothing came of it
/// @param longest characters of the longest thing that was cut, 0 where nothing was
record DecisionLine(
    Instant time,
    String id,
    String attemptKey,
    String cluster,
    String door,
    String decision,
    String reason,
    String constraint,
    String person,
    String who,
    Caller caller,
    String namespace,
    String where,
    String pod,
    String container,
    String kind,
    String what,
    List<String> command,
    boolean dryRun,
    boolean interactive,
    boolean drift,
    Cursor breakGlass,
    List<String> exemptions,
    Optional<Cursor> labelChange,
    Optional<Map<String, String>> labels,
    RecordedAccess recording,
    String policyDigest,
    String functionVersion,
    long longest) {
  static final Set<String> MEMBERS =
      Set.of(
          "timestamp",
          "type",
          "schemaVersion",
          "functionVersion",
          "id",
          "attemptKey",
          "cluster",
          "door",
          "decision",
          "reason",
          "constraint",
          "breakGlass",
          "exemptions",
          "labelChange",
          "labels",
          "recording",
          "user",
          "namespace",
          "pod",
          "node",
          "service",
          "dryRun",
          "interactive",
          "drift",
          "access",
          "cut",
          "policyDigest",
          "problem",
          "status",
          "failed");

  DecisionLine {
    command = List.copyOf(command);
    exemptions = List.copyOf(exemptions);
  }

  boolean isDenied() {
    return decision.equals("deny");
  }

  /// Reads a line.
  ///
  /// @throws io.execguard.json.WrongShapeException where it is no line of this kind
  static DecisionLine of(Cursor line) {
    Cursor user = PartialJson.member(line, "user");
    Caller caller = Caller.of(user, "", "");
    Cursor access = PartialJson.member(line, "access");
    String namespace = line.text("namespace");
    return new DecisionLine(
        PartialJson.time(line, "timestamp"),
        line.required("id").text(),
        line.text("attemptKey"),
        line.required("cluster").text(),
        line.required("door").text(),
        line.required("decision").text(),
        line.required("reason").text(),
        line.text("constraint"),
        user.text("username"),
        caller.named(user.text("username")),
        caller,
        namespace,
        where(line, namespace),
        line.text("pod"),
        access.text("container"),
        access.text("kind"),
        what(line, access),
        command(access),
        line.flag("dryRun"),
        line.flag("interactive"),
        line.flag("drift"),
        PartialJson.member(line, "breakGlass"),
        exemptions(line),
        line.optional("labelChange"),
        labels(line),
        RecordedAccess.of(line),
        line.required("policyDigest").text(),
        line.text("functionVersion"),
        longest(line));
  }

  private static List<String> exemptions(Cursor line) {
    return line.items("exemptions").stream()
        .map(
            one ->
                "%s %s of %s".formatted(one.text("by"), one.text("source"), one.text("constraint")))
        .toList();
  }

  private static Optional<Map<String, String>> labels(Cursor line) {
    Cursor labels = PartialJson.member(line, "labels");
    return labels.text("state").equals("known")
        ? Optional.of(labels.textMembers("values"))
        : Optional.empty();
  }

  private static String where(Cursor line, String namespace) {
    String name =
        Stream.of("pod", "service", "node")
            .map(line::text)
            .filter(text -> !text.isEmpty())
            .findFirst()
            .orElse("");
    return Stream.of(namespace, name)
        .filter(text -> !text.isEmpty())
        .collect(Collectors.joining("/"));
  }

  /// As kubectl's own words and flags.
  private static String what(Cursor line, Cursor access) {
    String kind = access.text("kind");
    String flags = KubectlWords.flags(access.flag("stdin"), access.flag("tty"));
    String path = access.text("path");
    String asked =
        switch (kind) {
          case "" -> line.text("problem");
          case "nodeProxy" -> KubectlWords.kubelet(line.text("node"), path, flags);
          case "run" -> KubectlWords.joined(KubectlWords.run(line.text("pod")), flags);
          default -> KubectlWords.joined(kind, flags, path);
        };
    return KubectlWords.joined(
        asked,
        KubectlWords.nodeAccess(access.texts("nodeAccess")),
        access.optional("recordable").isPresent() && !access.flag("recordable")
            ? "(a command that no record holds whole)"
            : "",
        line.flag("dryRun") ? "(dry run)" : "");
  }

  private static List<String> command(Cursor access) {
    List<String> command = access.texts("command");
    return command.isEmpty()
        ? access.members("commands").values().stream()
            .flatMap(one -> one.items().stream().map(Cursor::text))
            .toList()
        : command;
  }

  private static long longest(Cursor line) {
    return line.items("cut").stream()
        .mapToLong(cut -> PartialJson.number(cut, "characters"))
        .max()
        .orElse(0);
  }
}
