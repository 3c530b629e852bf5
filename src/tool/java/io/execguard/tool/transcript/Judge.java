package io.execguard.tool.transcript;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Looks through the lines of one session in their order, and says what is missing or forged.
final class Judge {
  /// What exports cut off a time.
  private static final Duration PRECISION = Duration.ofMillis(1);

  /// Between two collectors' times of one line; two runs of one id are further apart.
  private static final Duration SAME_MOMENT = Duration.ofSeconds(5);

  private static final Pattern CUT = Pattern.compile("bytes=(\\d{1,18})\\s*");
  private static final Pattern END = Pattern.compile("exit=(\\d{1,5}) bytes=(\\d{1,18})\\s*");

  private final UUID session;
  private final Map<Flaw, Problem> problems = new EnumMap<>(Flaw.class);
  private final Extent extent = new Extent();
  private Optional<Line> last = Optional.empty();
  private Optional<Instant> latest = Optional.empty();
  private Optional<Instant> first = Optional.empty();
  private Begin begin = Begin.NONE;
  private Optional<Line> end = Optional.empty();
  private Optional<String> exit = Optional.empty();
  private long lines;
  private long bytes;
  private long notLogged;
  private long returns;
  private long ends;
  private long replaced;
  private long behindText;
  private long lookAlikes;
  private long again;

  Judge(UUID session) {
    this.session = session;
  }

  /// Takes the next line.
  ///
  /// @return whether it is the first of its number, and so the one that counts
  boolean add(Line line) {
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
    if (last.isPresent() && last.get().number() == line.number()) {
      same(last.get(), line);
      return false;
    }
    place(line);
    content(line);
    last = Optional.of(line);
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
    } else if (counted.kind() == Kind.BEGIN && apart(counted, other)) {
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

  private void place(Line line) {
    long expected = last.map(Line::number).orElse(0L) + 1;
    if (line.number() > expected) {
      long missing = line.number() - expected;
      problem(
          Flaw.GAP,
          missing == 1
              ? "n=" + expected + " is missing"
              : "n=" + expected + " to n=" + (line.number() - 1) + " are missing");
    }
    if (end.isPresent()) {
      problem(Flaw.AFTER_END, "n=" + line.number() + " comes after the end");
    }
    line.time().ifPresent(time -> time(line, time));
  }

  private void time(Line line, Instant time) {
    if (latest.filter(before -> time.plus(PRECISION).isBefore(before)).isPresent()) {
      problem(
          Flaw.TIME_BACKWARDS,
          "n=" + line.number() + " is from " + time + ", before the line that it follows");
    }
    latest = Optional.of(time);
    first = first.or(() -> Optional.of(time));
  }

  private void content(Line line) {
    lines++;
    behindText += line.inner() ? 1 : 0;
    switch (line.kind()) {
      case BEGIN -> begin(line);
      case OUT -> {
        shown(line);
        bytes++;
        ends++;
        returns += line.endsInReturn() ? 1 : 0;
      }
      case OUT_PART -> shown(line);
      case CUT -> cut(line);
      case END -> end(line);
      case IN, IN_PART, IN_DIGEST, MISSHAPEN -> {}
    }
  }

  private void begin(Line line) {
    if (line.number() != 1) {
      beginAgain();
      return;
    }
    begin = Begin.of(line.text());
    if (!begin.version().equals("1")) {
      problem(
          Flaw.VERSION,
          "the recorder's lines are of another version than 1, and may mean something else");
    }
  }

  private void shown(Line line) {
    bytes += line.latin().length();
    extent.add(line.latin());
    String text = line.string();
    replaced += text.indexOf('\uFFFD') >= 0 ? 1 : 0;
    lookAlikes += text.contains("exec-guard session=") ? 1 : 0;
  }

  private void cut(Line line) {
    Matcher cut = CUT.matcher(line.latin());
    if (!cut.matches()) {
      misshapen(line);
      return;
    }
    notLogged += Long.parseLong(cut.group(1));
    problem(Flaw.CUT, cut.group(1) + " bytes of output were not logged: the bound was reached");
  }

  private void end(Line line) {
    end = Optional.of(line);
    Matcher matcher = END.matcher(line.latin());
    if (!matcher.matches()) {
      misshapen(line);
      return;
    }
    exit = Optional.of(matcher.group(1));
    counted(Long.parseLong(matcher.group(2)));
  }

  /// What a collector changes in the bytes explains a difference.
  private void counted(long said) {
    long there = bytes + notLogged;
    boolean explained =
        there == said || replaced > 0 || (returnsTaken() && there + ends - returns == said);
    if (!explained && !problems.containsKey(Flaw.GAP)) {
      problem(
          Flaw.BYTES,
          "the end counts " + said + " bytes of output, and " + there + " are on record");
    }
  }

  /// A terminal ends its lines in a carriage return and a line feed; where no line has one, a
  /// collector took them off.
  private boolean returnsTaken() {
    return begin.terminal() && ends > 0 && returns == 0;
  }

  private void problem(Flaw flaw, String sentence) {
    problems.merge(
        flaw,
        new Problem(flaw, 1, sentence),
        (known, _) -> new Problem(flaw, known.times() + 1, known.sentence()));
  }

  Summary summary() {
    if (last.isEmpty() || begin.equals(Begin.NONE)) {
      problem(Flaw.NO_BEGIN, "the begin is missing");
    }
    if (end.isEmpty()) {
      problem(
          Flaw.NO_END,
          "the end is missing: the session goes on, its recorder was killed, or the log ends before");
    }
    return new Summary(
        session,
        first,
        latest,
        begin.user(),
        begin.command(),
        begin.by(),
        begin.terminal(),
        lines,
        bytes,
        exit,
        extent.columns(),
        extent.rows(),
        returnsTaken(),
        List.copyOf(problems.values()),
        notes());
  }

  private List<String> notes() {
    List<String> notes = new ArrayList<>();
    note(
        notes,
        lookAlikes,
        "lines that the session showed look like a transcript's own: they are its text, and nothing else");
    note(
        notes,
        behindText,
        "lines stand behind other text: the container's own process had begun those lines of the log, or wrote them itself");
    note(
        notes,
        again,
        "lines are there more than once with the same text, as where two exports overlap");
    note(
        notes,
        replaced,
        "lines hold U+FFFD: a collector, or the session itself, put it in place of bytes that are no UTF-8");
    if (returnsTaken()) {
      notes.add("a collector took the carriage returns off the lines' ends; they are put back");
    }
    return notes;
  }

  private static void note(List<String> notes, long count, String sentence) {
    if (count > 0) {
      notes.add(count + " " + sentence);
    }
  }
}
