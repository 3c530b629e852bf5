package io.execguard.tool.report;

import io.execguard.tool.report.evidence.Asked;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options that say who answers for a report.
final class ReportPeople {
  @Option(
      names = "--prepared-by",
      paramLabel = "NAME",
      description = "stands on the page; default: a line to sign")
  private @Nullable String preparedBy;

  @Option(names = "--reviewed-by", paramLabel = "NAME", description = "as --prepared-by")
  private @Nullable String reviewedBy;

  Asked asked(List<String> arguments) {
    return new Asked(arguments, Optional.ofNullable(preparedBy), Optional.ofNullable(reviewedBy));
  }
}
