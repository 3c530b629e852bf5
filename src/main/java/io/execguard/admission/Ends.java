package io.execguard.admission;

import io.execguard.json.JsonLength;
import java.util.ArrayList;
import java.util.List;

/// Texts of which the beginning and the end are kept where they are too long: what runs at the end
/// of a command line is not hidden behind a long beginning. Each text that is kept in part has a
/// `…` where it is cut.
///
/// @param kept the texts before the cut, those that are cut, and the texts behind it
/// @param at which of the texts is cut first, from 0; none is where the number is that of them all
/// @param items how many texts are left out whole
/// @param characters how many are left out in all, as UTF-16 counts them
record Ends(List<String> kept, int at, int items, long characters) {
  private static final String MARK = "…";

  /// Bytes of JSON in which a cut can be told.
  static final int SHORTEST = 2 * JsonLength.of(MARK);

  Ends {
    kept = List.copyOf(kept);
  }

  boolean isCut() {
    return at < kept.size();
  }

  static Ends whole(List<String> texts) {
    return new Ends(texts, texts.size(), 0, 0);
  }

  /// Half of the budget for the beginning, half for the end.
  ///
  /// @param budget bytes of JSON, [#SHORTEST] or more
  static Ends of(List<String> texts, int budget) {
    if (JsonLength.fit(texts, budget)) {
      return whole(texts);
    }
    int half = (budget - SHORTEST) / 2;
    int first = 0;
    int left = half;
    while (JsonLength.of(texts.get(first)) <= left) {
      left -= JsonLength.of(texts.get(first));
      first++;
    }
    String head = JsonLength.prefix(texts.get(first), left);
    int last = texts.size() - 1;
    left = half;
    while (last > first && JsonLength.of(texts.get(last)) <= left) {
      left -= JsonLength.of(texts.get(last));
      last--;
    }
    return around(texts, first, head, JsonLength.suffix(texts.get(last), left), last);
  }

  private static Ends around(List<String> texts, int first, String head, String tail, int last) {
    List<String> kept = new ArrayList<>(texts.subList(0, first));
    if (first == last) {
      kept.add(head + MARK + tail);
    } else {
      kept.add(head + MARK);
      kept.add(MARK + tail);
    }
    kept.addAll(texts.subList(last + 1, texts.size()));
    long cut = characters(texts.subList(first, last + 1)) - head.length() - tail.length();
    return new Ends(kept, first, Math.max(0, last - first - 1), cut);
  }

  static long characters(List<String> texts) {
    return texts.stream().mapToLong(String::length).sum();
  }
}
