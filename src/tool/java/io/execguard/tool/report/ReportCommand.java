package io.execguard.tool.report;

import io.execguard.tool.report.evidence.Question;
import io.execguard.tool.report.evidence.SpillFolder;
import io.execguard.tool.report.read.Progress;
import io.execguard.tool.terminal.OneLine;
import io.execguard.tool.terminal.Rfc3339;
import io.execguard.tool.terminal.ToolException;
import io.execguard.tool.terminal.ToolVersion;
import io.execguard.tool.transcript.ReportedTranscripts;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `exec-guard report`: an auditor's page from exported lines.
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description = {
      "Makes one page for an auditor from exported decision lines and, to show that nothing went past"
          + " the guard, from exported audit events.",
      "Both are read as they come: plain lines of JSON, an export to S3, aws logs filter-log-events"
          + " as json or text, aws logs tail (but for --format json), what a subscription or Firehose"
          + " delivers to Lambda, Kinesis or a bucket, results of Logs Insights as JSON or CSV, lines of"
          + " Fluent Bit, Vector and OpenTelemetry (OTLP as JSON), EventLists; gzip too.",
      "The exit code is 1 where somebody has to be asked about something: a request past the guard, a"
          + " record, an audit event or a transcript that is missing or forged, a command that passed in an outage, a line that"
          + " could not be read; and where nothing of both logs could be compared, or one is of another"
          + " time or cluster than was asked for."
    })
public final class ReportCommand implements Callable<Integer> {
  enum Output {
    html,
    json,
    csv
  }

  @Spec private CommandSpec spec;

  @Mixin private ReportInputs inputs = new ReportInputs();

  @Option(
      names = "--cluster",
      paramLabel = "ID",
      description =
          "report this cluster alone. Audit events do not name their cluster, so it has to be said"
              + " where the decisions are of several")
  private @Nullable String cluster;

  @Option(
      names = "--from",
      paramLabel = "RFC3339",
      description =
          "leave out what was earlier, and take both exports for complete from then on; default: the"
              + " first line of each")
  private @Nullable String from;

  @Option(
      names = "--until",
      paramLabel = "RFC3339",
      description = "as --from, for the end; default: the last line of each")
  private @Nullable String until;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "write there, once all is read; default: standard output")
  private @Nullable Path out;

  @Option(
      names = "--output",
      paramLabel = "html|json|csv",
      description =
          "json prints a line a finding, all of them, and a summary; csv makes the folder --out with a table"
              + " of each kind that is found, all rows, to draw samples from, where a cell that a spreadsheet"
              + " would take for a formula has an apostrophe before it; default: html")
  private Output output = Output.html;

  @Mixin private ReportMemory memory = new ReportMemory();

  @Mixin private ReportPeople people = new ReportPeople();

  @Mixin private ReportSigning signing = new ReportSigning();

  @Override
  public Integer call() {
    if (signing.toVerify().isPresent()) {
      return signing.verify(signing.toVerify().get(), spec.commandLine().getOut());
    }
    Optional<SigningKey> key = signing.toSign(out != null && output == Output.html);
    inputs.assertReadable();
    memory.check();
    Question question = question();
    PrintWriter err = spec.commandLine().getErr();
    SpillForecast.of(question, SpillFolder.TEMPORARY)
        .ifPresent(words -> err.println("exec-guard: " + OneLine.of(words)));
    return switch (made(question, ProgressLine.of(err))) {
      case ReportOutcome.Made made -> {
        key.ifPresent(
            some ->
                ReportSigning.sign(
                    Objects.requireNonNull(out),
                    made.sources(),
                    question.asked().arguments(),
                    some,
                    err));
        yield ReportVerdict.tell(made, err);
      }
      case ReportOutcome.SeveralClusters several ->
          throw new ToolException(
              "the decisions are of the clusters "
                  + String.join(", ", several.clusters())
                  + ", and audit events do not name theirs: say with --cluster whose they are");
    };
  }

  private ReportOutcome made(Question question, ProgressLine progress) {
    try {
      if (output == Output.csv) {
        if (out == null) {
          throw new ToolException(
              "--output csv makes several files: say with --out in which folder");
        }
        return ReportFolder.write(
            out,
            folder -> SpilledReport.of(spill -> Report.csv(question, spill, folder, progress)));
      }
      return out == null
          ? toStandardOutput(question, progress)
          : ReportFile.write(out, writer -> make(writer, question, progress));
    } finally {
      progress.clear();
    }
  }

  private ReportOutcome toStandardOutput(Question question, Progress progress) {
    PrintWriter writer = spec.commandLine().getOut();
    ReportOutcome outcome = make(writer, question, progress);
    if (writer.checkError()) {
      throw ToolException.outOfRoom("the report cannot be written: standard output takes no more");
    }
    return outcome;
  }

  private Question question() {
    Optional<Instant> begin = time("--from", from);
    Optional<Instant> end = time("--until", until);
    if (begin.isPresent() && end.filter(begin.get()::isAfter).isPresent()) {
      throw new ToolException("--from " + from + " is later than --until " + until);
    }
    return new Question(
        inputs.decisions(),
        inputs.audit(),
        inputs.transcripts(),
        ReportedTranscripts::new,
        begin,
        end,
        Optional.ofNullable(cluster),
        Instant.now(),
        ToolVersion.text(),
        people.asked(spec.commandLine().getParseResult().originalArgs()),
        Optional.empty());
  }

  private ReportOutcome make(Writer writer, Question question, Progress progress) {
    return SpilledReport.of(
        spill ->
            output == Output.json
                ? Report.json(question, spill, writer, progress)
                : Report.html(question, spill, writer, progress));
  }

  private static Optional<Instant> time(String option, @Nullable String text) {
    return Optional.ofNullable(text).map(some -> Rfc3339.option(option, some));
  }
}
