package io.execguard.tool.report.read;

/// Counts what is found in one source, and tells the progress now and then.
public final class Tracked implements Entries {
  /// Entries between two words about the progress.
  private static final int OFTEN = 2_000;

  private final Entries entries;
  private long found;
  private long unreadable;
  private Runnable tell = () -> {};

  public Tracked(Entries entries) {
    this.entries = entries;
  }

  public void follow(Source source, Counted counted, Progress progress) {
    tell = () -> progress.at(source.name(), counted.bytes(), source.size(), found);
    tell.run();
  }

  @Override
  public boolean entry(byte[] json, Place place) {
    boolean understood = entries.entry(json, place);
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
