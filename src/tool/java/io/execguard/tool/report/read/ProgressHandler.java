package io.execguard.tool.report.read;

import java.util.function.BooleanSupplier;

/// Counts what is found in one source, and tells the progress now and then.
public final class ProgressHandler implements LogEntries {
  /// Entries between two words about the progress.
  private static final int OFTEN = 2_000;

  private final LogEntries entries;
  private long found;
  private long unreadable;
  private Runnable tell = () -> {};

  public ProgressHandler(LogEntries entries) {
    this.entries = entries;
  }

  public void follow(Source source, DigestingInputStream counted, Progress progress) {
    tell = () -> progress.at(source.name(), counted.bytes(), source.size(), found);
    tell.run();
  }

  @Override
  public BooleanSupplier read(byte[] json, Place place) {
    BooleanSupplier entry = entries.read(json, place);
    return () -> isUnderstood(entry);
  }

  private boolean isUnderstood(BooleanSupplier entry) {
    boolean understood = entry.getAsBoolean();
    unreadable += understood ? 0 : 1;
    found++;
    if (found % OFTEN == 0) {
      tell.run();
    }
    return understood;
  }

  @Override
  public void unreadable(Place place, String problem) {
    unreadable++;
    entries.unreadable(place, problem);
  }

  @Override
  public void aside() {
    entries.aside();
  }

  /// Understood or not.
  public long entries() {
    return found;
  }

  public long unreadable() {
    return unreadable;
  }
}
