package io.execguard.configuration;

import io.execguard.json.Cursor;
import io.execguard.json.WrongShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Reads a file that is a list of entries under one key, and collects the first mistake of each
/// entry with its line.
///
/// @param <E> an entry
/// @param <T> what the entries make together
final class EntryReader<E, T> {
  private final String key;
  private final List<String> otherKeys;
  private final Map<String, String> habits;
  private final Function<Cursor, E> entry;
  private final Function<List<E>, T> whole;

  EntryReader(
      String key,
      List<String> otherKeys,
      Map<String, String> habits,
      Function<Cursor, E> entry,
      Function<List<E>, T> whole) {
    this.key = key;
    this.otherKeys = otherKeys;
    this.habits = habits;
    this.entry = entry;
    this.whole = whole;
  }

  FileReading<T> read(Cursor file) {
    List<Mistake> mistakes = new ArrayList<>();
    List<E> entries = new ArrayList<>();
    try {
      file.only(Stream.concat(Stream.of(key), otherKeys.stream()).toList(), habits);
      for (Cursor item : file.required(key).items()) {
        try {
          entries.add(next(item, entries));
        } catch (WrongShape shape) {
          mistakes.add(new Mistake(shape.line(), shape.sentence()));
        }
      }
    } catch (WrongShape shape) {
      mistakes.add(new Mistake(shape.line(), shape.sentence()));
    }
    return mistakes.isEmpty()
        ? new FileReading.Valid<>(whole.apply(entries))
        : new FileReading.Mistaken<>(mistakes);
  }

  private E next(Cursor item, List<E> before) {
    E next = checked(item, () -> entry.apply(item));
    List<E> together = new ArrayList<>(before);
    together.add(next);
    checked(item, () -> whole.apply(together));
    return next;
  }

  /// The policy's and the fleet's own records refuse what cannot be; here their words get a place.
  static <V> V checked(Cursor place, Supplier<V> value) {
    try {
      return value.get();
    } catch (IllegalArgumentException e) {
      throw place.wrong(String.valueOf(e.getMessage()));
    }
  }
}
