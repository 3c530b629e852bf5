package io.execguard.tool.transcript;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Looks through the lines of one session in their order, and says what is missing or forged.
final class Judge {
  /// Between two collectors' times of one line; two runs of one id are further apart.
  private static final Duration SAME_MOMENT = Duration.ofSeconds(5);

  private final UUID session;
  private final Flaws flaws = new Flaws();
  private final Course course = new Course(flaws);
  private final Origins origins = new Origins(flaws);
  private Begin begin = Begin.NONE;
  private Output output = new Output(Begin.NONE.terminal(), Begin.NONE.size());
  private Optional<String> exit = Optional.empty();
  private long lines;
  private long behindText;
  private long again;

  Judge(UUID session) {
    this.session = session;
  }

  /// Takes the next line.
  ///
  /// @return whether it is the first of its number, and so the one that counts
  boolean add(Line line) {
    origins.add(line);
    if (line.number() == 0) {
      misshapen(line);
      return false;
    }
    if (line.stderr() && !line.inner()) {
      problem(
          Flaw.STDERR,
          "n="
              + line.number()
              + " came from the container's stderr, and the recorder writes to stdout");
    }
    Optional<Line> last = course.last();
    if (last.isPresent() && last.get().number() == line.number()) {
      same(last.get(), line);
      return false;
    }
    course.add(line);
    content(line);
    return true;
  }

  private void misshapen(Line line) {
    if (!line.inner()) {
      problem(
          Flaw.MISSHAPEN,
          "a line begins with this session's id and is none that the recorder writes"
              + line.time().map(time -> ", at " + time).orElse(""));
    }
  }

  private void same(Line counted, Line other) {
    if (other.inner()) {
      return; // in the midst of another line it is text of that line
    }
    if (!counted.saysTheSame(other)) {
      problem(
          Flaw.DOUBLE,
          "n="
              + counted.number()
              + " is there twice with different text: one is forged, and which cannot be told");
    } else if (counted.kind() == LineKind.BEGIN && apart(counted, other)) {
      beginAgain();
    } else {
      again++;
    }
  }

  private static boolean apart(Line one, Line other) {
    return one.time().isPresent()
        && other.time().isPresent()
        && Duration.between(one.time().get(), other.time().get()).abs().compareTo(SAME_MOMENT) > 0;
  }

  private void beginAgain() {
    problem(Flaw.BEGIN_AGAIN, "the session begins twice: its id was used again");
  }

  private void content(Line line) {
    lines++;
    behindText += line.inner() ? 1 : 0;
    switch (line.kind()) {
      case BEGIN -> begin(line);
      case OUT, OUT_PART -> output.add(line);
      case CUT, IN_DIGEST -> shortfall(line);
      case END -> end(line);
      case IN, IN_PART, IN_TAR, IN_TAR_PART, MISSHAPEN -> {}
    }
  }

  private void begin(Line line) {
    if (line.number() != 1) {
      beginAgain();
      return;
    }
    begin = Begin.of(line.text());
    output = new Output(begin.terminal(), begin.size());
    if (!begin.isOfKnownVersion()) {
      problem(
          Flaw.VERSION,
          "the recorder's lines are of another version than 1 and 2, and may mean something else");
    }
  }

  private void shortfall(Line line) {
    Optional<Shortfall> shortfall = Shortfall.of(line);
    if (shortfall.isEmpty()) {
      misshapen(line);
      return;
    }
    if (line.kind() == LineKind.CUT) {
      output.cut(shortfall.get().bytes());
    }
    problem(Flaw.CUT, shortfall.get().sentence());
  }

  private void end(Line line) {
    Optional<SessionEnd> end = SessionEnd.of(line);
    if (end.isEmpty()) {
      misshapen(line);
      return;
    }
    exit = end.map(SessionEnd::exit);
    counted(end.get().bytes());
  }

  private void counted(long said) {
    if (!output.isOf(said) && !flaws.has(Flaw.GAP)) {
      problem(
          Flaw.BYTES,
          "the end counts "
              + said
              + " bytes of output, and "
              + output.counted()
              + " are on record");
    }
  }

  private void problem(Flaw flaw, String sentence) {
    flaws.add(flaw, sentence);
  }

  Summary summary() {
    if (begin.equals(Begin.NONE)) {
      problem(Flaw.NO_BEGIN, "the begin is missing");
    }
    if (!course.hasEnded()) {
      problem(
          Flaw.NO_END,
          "the end is missing: the session goes on, its recorder was killed, or the log ends before");
    }
    return new Summary(
        session,
        course.from(),
        course.until(),
        begin.user(),
        begin.command(),
        begin.by(),
        begin.terminal(),
        lines,
        output.bytes(),
        exit,
        output.extent().columns(),
        output.extent().rows(),
        output.returnsTaken(),
        flaws.list(),
        origins.list(),
        notes());
  }

  private List<String> notes() {
    List<String> notes = new ArrayList<>();
    output.notes(notes);
    Output.note(
        notes,
        behindText,
        "standing behind other text: the container's own process had begun that line of the log, or wrote all of it");
    Output.note(notes, again, "with a text that is there already, as where two exports overlap");
    return notes;
  }
}
