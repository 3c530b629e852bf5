package io.execguard.tool.report.evidence;

import io.execguard.tool.report.read.Origin;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// What is known of one session by its transcript alone.
///
/// @param from the time of its first line in the log; empty where the log has no times
/// @param until of its last line
/// @param by the program that recorded
/// @param exit empty where the end is missing
/// @param faults what is wrong with it; none where it is complete
/// @param origins the containers whose logs hold its lines, and the files, the first few of them
public record Transcript(
    UUID session,
    Optional<Instant> from,
    Optional<Instant> until,
    String command,
    String by,
    boolean terminal,
    long lines,
    Optional<String> exit,
    List<Fault> faults,
    List<Origin> origins) {
  public Transcript {
    faults = List.copyOf(faults);
    origins = List.copyOf(origins);
  }

  /// What a fault comes to.
  public enum Weight {
    /// Something that was recorded, or should have been, is not there.
    BROKEN,
    /// The bound of the policy was reached, and the recorder says so.
    CUT,
    /// Somebody else wrote lines of it.
    FORGED
  }

  /// One kind of fault.
  ///
  /// @param word as JSON has it
  /// @param sentence for a person; holds nothing of the log's text
  public record Fault(Weight weight, String word, String sentence) {}

  /// What a session showed, as a person saw it: characters that show as themselves, in lines.
  ///
  /// @param whole nothing of it was left out for being long
  public record Text(String text, boolean whole) {
    static final Text LEFT_OUT = new Text("", false);
  }
}
