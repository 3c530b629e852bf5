package io.execguard.tool;

import io.execguard.admission.Mask;
import io.execguard.json.Cursor;
import io.execguard.policy.Access;
import io.execguard.tool.files.YamlFile;
import io.execguard.tool.terminal.OneLine;
import io.execguard.tool.terminal.Trouble;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Whether whoever types a command could make a policy's masks take long. At the doors that fail
/// open the API server waits 3 s, and lets a command run without a record after that: the masks may
/// have a tenth of it, on a machine that is as fast as the function's or faster.
///
/// No clock says so, which would differ from one machine and minute to the next: a search is held
/// against a simple one over as many characters, which takes 3 to 4 ms where usual masks take 8.
final class MaskCheck {
  /// Of the simple search, for all patterns together: 0.3 s.
  private static final double MOST = 100;

  /// Instructions of all patterns. One takes up to 9 ns for a character, and a search goes up to
  /// four times through a text: so many take no more than that, whatever the text.
  private static final int SMALL = 128;

  /// As many take up to 2.5 s for one way through a text, even through one that is not tried here.
  private static final int LARGEST = 4096;

  private static final int RUNS = 3;
  private static final Mask SIMPLE = new Mask(List.of("a[^b]*b"));
  private static final String SIMPLE_TEXT = "a".repeat(HostileText.LENGTH);

  private final Path file;
  private final List<Cursor> patterns;
  private final Map<String, Cost> known = new HashMap<>();
  private double simple = Double.MAX_VALUE;

  /// The worst text of a pattern.
  ///
  /// @param times of the simple search
  private record Cost(Cursor pattern, String text, double times) {}

  private MaskCheck(Path file, List<Cursor> patterns) {
    this.file = file;
    this.patterns = patterns;
  }

  /// Checks the masks of a policy that is valid.
  ///
  /// @throws Trouble where they could take too long: which one, and what would be right
  static void of(Path policyFile) {
    List<Cursor> patterns =
        YamlFile.read(policyFile)
            .optional("record")
            .map(record -> record.items("mask"))
            .orElse(List.of());
    if (!patterns.isEmpty()) {
      new MaskCheck(policyFile, patterns).check();
    }
  }

  private void check() {
    int size = patterns.stream().mapToInt(pattern -> mask(pattern).programSize()).sum();
    if (size <= SMALL) {
      return;
    }
    if (size > LARGEST) {
      throw tooLarge(size);
    }
    List<Cost> costs = new ArrayList<>();
    double all = 0;
    for (Cursor pattern : patterns) {
      Cost cost = known.computeIfAbsent(pattern.text(), _ -> worst(pattern));
      costs.add(cost);
      all += cost.times;
      if (all > MOST) {
        throw tooSlow(slowest(costs).orElseThrow(), all);
      }
    }
  }

  private Trouble tooLarge(int size) {
    Cursor largest =
        patterns.stream()
            .reduce((a, b) -> mask(a).programSize() >= mask(b).programSize() ? a : b)
            .orElseThrow();
    return trouble(
        largest,
        String.format(
            Locale.ROOT,
            "becomes a program of %,d instructions, all of record.mask one of %,d; %,d may be",
            mask(largest).programSize(),
            size,
            LARGEST));
  }

  private Trouble tooSlow(Cost cost, double all) {
    return trouble(
        cost.pattern,
        String.format(
            Locale.ROOT,
            "takes %,.0f times as long as a simple pattern to search 64 Ki characters of \"%s\", all"
                + " of record.mask %,.0f times; %,.0f times may be",
            cost.times,
            cost.text,
            all,
            MOST));
  }

  private Trouble trouble(Cursor pattern, String problem) {
    return new Trouble(
        YamlFile.mistake(
            file,
            pattern.json().line(),
            "the mask \""
                + pattern.text()
                + "\" "
                + problem
                + ", or a command could be late enough to run without a record. Write fewer counted"
                + " repetitions: x{20,} in place of x{20,1000}, x+ in place of x{1,100}"));
  }

  private static String shown(String text) {
    return OneLine.of(text.length() > 20 ? text.substring(0, 20) + "…" : text);
  }

  private static Optional<Cost> slowest(List<Cost> costs) {
    return costs.stream().reduce((a, b) -> a.times >= b.times ? a : b);
  }

  private Cost worst(Cursor pattern) {
    Cost worst = new Cost(pattern, "", 0);
    for (HostileText text : HostileText.of(pattern.text())) {
      double times = times(mask(pattern), text.text(), MOST / patterns.size());
      if (times > worst.times) {
        worst = new Cost(pattern, shown(text.head() + text.unit()), times);
      }
      if (times > MOST) {
        throw tooSlow(worst, times);
      }
    }
    return worst;
  }

  /// The fastest of several runs, of both searches: another process that takes the machine away for
  /// a while slows some of them. One run does where it is fast enough.
  private double times(Mask mask, String text, double enough) {
    double fastest = Double.MAX_VALUE;
    for (int run = 0; run < RUNS; run++) {
      simple = Math.min(simple, took(SIMPLE, SIMPLE_TEXT));
      fastest = Math.min(fastest, took(mask, text));
      if (fastest / simple <= enough) {
        break;
      }
    }
    return fastest / simple;
  }

  /// Nanoseconds.
  private static double took(Mask mask, String text) {
    Access access = new Access.Exec(false, false, List.of(text), "");
    long start = System.nanoTime();
    mask.over(access);
    return System.nanoTime() - start;
  }

  private static Mask mask(Cursor pattern) {
    return new Mask(List.of(pattern.text()));
  }
}
