package io.execguard.tool.transcript;

import io.execguard.tool.report.read.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The containers and files that one session's lines come from: one container, unless somebody
/// forges.
final class Origins {
  /// Whoever writes to a log can make up more.
  private static final int MOST = 20;

  private final Flaws flaws;
  private final List<Origin> known = new ArrayList<>();
  private Optional<Origin> container = Optional.empty();

  Origins(Flaws flaws) {
    this.flaws = flaws;
  }

  void add(Line line) {
    Origin origin = line.origin();
    if (!known.isEmpty() && known.getLast().equals(origin)) {
      return;
    }
    if (known.size() < MOST && !known.contains(origin)) {
      known.add(origin);
    }
    if (origin.isKnown()) {
      container.filter(first -> !first.agrees(origin)).ifPresent(_ -> another(line));
      container = container.or(() -> Optional.of(origin));
    }
  }

  private void another(Line line) {
    flaws.add(
        Flaw.ANOTHER_CONTAINER,
        "n=" + line.number() + " is from the log of another container than a line before it");
  }

  List<Origin> list() {
    return List.copyOf(known);
  }
}
