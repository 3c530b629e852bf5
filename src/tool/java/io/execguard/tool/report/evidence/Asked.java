package io.execguard.tool.report.evidence;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The question as it was typed, and who answers for the report.
///
/// @param arguments of the command line, from `report` on
/// @param preparedBy empty where the page leaves a line to sign
public record Asked(
    List<String> arguments, Optional<String> preparedBy, Optional<String> reviewedBy) {
  public Asked {
    arguments = List.copyOf(arguments);
  }

  /// As a shell takes it.
  public String line() {
    return Stream.concat(Stream.of("exec-guard"), arguments.stream())
        .map(one -> one.matches("[\\w@%+=:,./-]+") ? one : "'" + one.replace("'", "'\\''") + "'")
        .collect(Collectors.joining(" "));
  }
}
