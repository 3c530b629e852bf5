package io.execguard.tool.transcript;

import io.execguard.tool.terminal.ExitCodes;
import io.execguard.tool.terminal.IoProblem;
import io.execguard.tool.terminal.OneLine;
import io.execguard.tool.terminal.ToolException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `exec-guard transcript`: what a recorded session showed, out of the container's log.
@Command(
    name = "transcript",
    mixinStandardHelpOptions = true,
    description = {
      "Shows a recorded session as the person saw it, out of the log of the container, and says what of it is"
          + " missing or forged.",
      "Reads what kubectl logs prints, with --timestamps or without, a node's files of container logs, and what"
          + " Container Insights and Fluent Bit send: lines of JSON, exports of CloudWatch, envelopes; gzip too."
          + " Give it without files, or -, for standard input.",
      "A line that the container's own process wrote in the recorder's form cannot be told from the recorder's by its"
          + " form. It shows by a number that is there twice, or by its place: --session and --list say so.",
      "The size of the terminal is guessed from the places that the session wrote to, 80x24 at least. Of full-screen"
          + " programs each screen is shown once half of its lines have been replaced, and the last one;"
          + " --asciicast and --raw have every change."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:complete",
      "1:something is missing or forged, or there is no such session",
      "2:a mistake on the command line or in a file; the message says which",
      "3:a bug in exec-guard"
    })
public final class TranscriptCommand implements Callable<Integer> {
  private static final Pattern ID =
      Pattern.compile(
          "(?:exec-guard/[0-9]{1,9}:)?([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})");

  @Spec private CommandSpec spec;

  @ArgGroup(multiplicity = "1")
  private Which which = new Which();

  @ArgGroup private TranscriptForm form = new TranscriptForm();

  /// One session, or all.
  static final class Which {
    @Option(
        names = "--session",
        paramLabel = "ID",
        description = "the session: recording.session of its decision record")
    private @Nullable String session;

    @Option(
        names = "--list",
        description = "list all sessions that are found, with what is missing; with --json too")
    private boolean list;
  }

  @Option(
      names = "--size",
      paramLabel = "COLUMNSxROWS",
      description = "the size of the person's terminal, 2x2 to 1000x1000")
  private @Nullable String size;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "write there; default: standard output")
  private @Nullable Path out;

  @Parameters(
      arity = "0..*",
      paramLabel = "FILE|DIR",
      description = "logs; directories with all that is in them; - for standard input")
  private List<String> files = List.of("-");

  @Override
  public Integer call() {
    if (which.list && !form.isOfAList()) {
      throw new ToolException(
          "--list is written as text or with --json: leave the other form away");
    }
    if (form.raw() && target().isTerminal()) {
      throw new ToolException(
          "--raw goes to no terminal, which would obey what is in it: give --out FILE, or a pipe");
    }
    if (files.stream().filter("-"::equals).count() > 1) {
      throw new ToolException("standard input can be read once: give - once");
    }
    Optional<Size> terminal = terminal();
    Optional<UUID> session = Optional.ofNullable(which.session).map(TranscriptCommand::id);
    try (Transcripts transcripts = Transcripts.of(LogFiles.of(files), session)) {
      boolean complete =
          session.isEmpty() ? list(transcripts) : show(transcripts, session.get(), terminal);
      transcripts.unreadable().forEach(problem -> say(problem.sentence()));
      return complete && transcripts.unreadable().isEmpty() ? 0 : ExitCodes.MISSED;
    } catch (UncheckedIOException e) {
      throw new ToolException(
          e.getMessage() + ": " + IoProblem.inWords(Objects.requireNonNull(e.getCause())));
    } catch (IOException e) {
      throw new ToolException("the transcript cannot be written: " + IoProblem.inWords(e));
    }
  }

  private Optional<Size> terminal() {
    if (size == null) {
      return Optional.empty();
    }
    String text = size;
    return Optional.of(
        Size.of(text)
            .orElseThrow(
                () ->
                    new ToolException(
                        "--size " + text + " is no size from 2x2 to 1000x1000, like 120x40")));
  }

  private static UUID id(String text) {
    Matcher matcher = ID.matcher(text.toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw new ToolException(
          "--session "
              + text
              + " is no session's id, like 0f8fad5b-d9cb-469f-a165-70867728950e; --list has those of the log");
    }
    return UUID.fromString(matcher.group(1));
  }

  private boolean list(Transcripts transcripts) throws IOException {
    SessionList listed = transcripts.list();
    target().text(writer -> listed.write(writer, form.json()));
    if (listed.count() == 0) {
      say("there is no line of a recorded session in what was read");
    }
    if (listed.leftOut() > 0) {
      say(listed.leftOut() + " more sessions are not listed: somebody makes them up");
    }
    return listed.isComplete();
  }

  private boolean show(Transcripts transcripts, UUID session, Optional<Size> terminal)
      throws IOException {
    Optional<Summary> found = transcripts.summary(session);
    if (found.isEmpty()) {
      say("there is no line of session " + session + " in what was read");
      return false;
    }
    Summary summary = found.get();
    if (form.raw()) {
      target().bytes(bytes -> transcripts.raw(session, bytes));
    } else {
      target().text(writer -> transcripts.write(summary, terminal, form.way(), writer));
    }
    summary.problems().stream().map(Problem::toString).forEach(this::say);
    return summary.isComplete();
  }

  private TranscriptTarget target() {
    return new TranscriptTarget(Optional.ofNullable(out), spec.commandLine().getOut());
  }

  private void say(String sentence) {
    spec.commandLine().getErr().println("exec-guard: " + OneLine.of(sentence));
  }
}
