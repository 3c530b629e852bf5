package io.execguard.tool.report.read;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Has entries read ahead by other processors, and judged in their order: to read a line takes
/// twice as long as all else that is done with it.
public final class EntriesAhead implements EntryHandler {
  /// What stands in memory for an entry beside its text.
  private static final int OF_EACH = 200;

  private final LogEntries reader;
  private final WorkAhead<List<Runnable>> ahead =
      new WorkAhead<>(judgements -> judgements.forEach(Runnable::run));
  private List<Supplier<Runnable>> entries = new ArrayList<>();
  private long bytes;

  public EntriesAhead(LogEntries reader) {
    this.reader = reader;
  }

  @Override
  public void entry(byte[] json, Place place) {
    add(() -> judged(reader.read(json, place)), json.length);
  }

  @Override
  public void unreadable(Place place, String problem) {
    add(() -> () -> reader.unreadable(place, problem), 0);
  }

  @Override
  public void aside() {
    add(() -> reader::aside, 0);
  }

  /// Whether it is understood, the reader counts itself.
  private static Runnable judged(BooleanSupplier entry) {
    return () -> {
      var _ = entry.getAsBoolean();
    };
  }

  /// Judges all that is left.
  public void finish() {
    give();
    ahead.finish();
  }

  private void add(Supplier<Runnable> entry, int length) {
    entries.add(entry);
    bytes += OF_EACH + length;
    if (bytes >= WorkAhead.PIECE) {
      give();
    }
  }

  private void give() {
    List<Supplier<Runnable>> some = entries;
    ahead.give(() -> some.stream().map(Supplier::get).toList(), bytes);
    entries = new ArrayList<>();
    bytes = 0;
  }
}
