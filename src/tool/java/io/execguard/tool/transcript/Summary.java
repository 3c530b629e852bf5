package io.execguard.tool.transcript;

import io.execguard.tool.report.read.Origin;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// What is known of one recorded session.
///
/// @param from the time of its first line in the log; empty where the log has no times
/// @param until of its last line
/// @param user the numeric user in the container, as the recorder says
/// @param command the person's words, each quoted as a shell would; at most 1,000 bytes of them
/// @param by the program that recorded
/// @param terminal whether the session had one
/// @param lines lines with a number of their own
/// @param bytes of output that are there
/// @param columns what the session seems to have had, from the places that it wrote to
/// @param problems what is missing or forged; none where the transcript is complete
/// @param origins the containers and files that its lines come from, the first few
/// @param notes what a reader has to know besides
public record Summary(
    UUID session,
    Optional<Instant> from,
    Optional<Instant> until,
    String user,
    String command,
    String by,
    boolean terminal,
    long lines,
    long bytes,
    Optional<String> exit,
    int columns,
    int rows,
    boolean returnsTaken,
    List<Problem> problems,
    List<Origin> origins,
    List<String> notes) {
  public Summary {
    problems = List.copyOf(problems);
    origins = List.copyOf(origins);
    notes = List.copyOf(notes);
  }

  public boolean isComplete() {
    return problems.isEmpty();
  }
}
