package io.execguard.configuration;

import io.execguard.json.Cursor;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Texts of the files that have to be one of a few words.
final class Words {
  private Words() {}

  static <W> W word(
      Cursor entry, Function<String, Optional<W>> of, W[] all, Function<W, String> word) {
    return word(entry, of, all, word, Map.of());
  }

  /// @param habits what is right in the place of another tool's word
  static <W> W word(
      Cursor entry,
      Function<String, Optional<W>> of,
      W[] all,
      Function<W, String> word,
      Map<String, String> habits) {
    return of.apply(entry.text())
        .orElseThrow(
            () ->
                entry.wrong(
                    "is \""
                        + entry.text()
                        + "\"; it has to be one of "
                        + Stream.of(all).map(word).collect(Collectors.joining(", "))
                        + Optional.ofNullable(habits.get(entry.text()))
                            .map(right -> ": " + right)
                            .orElse("")));
  }
}
