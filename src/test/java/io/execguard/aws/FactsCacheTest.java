package io.execguard.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.execguard.policy.NamespaceFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FactsCacheTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final FactsCache cache = new FactsCache();

  @Test
  void keepsFactsForAsLongAsItIsAsked() {
    cache.put(key("a"), entry("1", NOON));

    assertEquals(Optional.of("1"), at("a", NOON));
    assertEquals(Optional.of("1"), at("a", NOON.plus(MINUTE)));
    assertEquals(Optional.empty(), at("a", NOON.plus(MINUTE).plusNanos(1)));
    assertEquals(Optional.empty(), at("b", NOON));
  }

  /// A clock that is set back an hour would make facts of now last an hour and a minute.
  @Test
  void distrustsFactsOfTheFuture() {
    cache.put(key("a"), entry("1", NOON));

    assertEquals(Optional.empty(), at("a", NOON.minusSeconds(1)));
  }

  /// Two reads overlap: the one that began first ends last, and knows less.
  @Test
  void keepsWhatTheReadSawThatBeganLater() {
    cache.put(key("a"), entry("new", NOON));
    cache.put(key("a"), entry("old", NOON.minusSeconds(5)));

    assertEquals(Optional.of("new"), at("a", NOON));
  }

  @Test
  void keepsTenThousandNamespacesAndDropsTheLeastRecentlyUsed() {
    cache.put(key("first"), entry("1", NOON));
    cache.put(key("second"), entry("2", NOON));
    for (int i = 0; i < 9_998; i++) {
      cache.put(key("n" + i), entry("n", NOON));
    }
    at("first", NOON);
    cache.put(key("last"), entry("l", NOON));

    assertEquals(10_000, cache.size());
    assertEquals(Optional.of("1"), at("first", NOON));
    assertEquals(Optional.empty(), at("second", NOON));
  }

  private Optional<String> at(String namespace, Instant now) {
    return cache
        .youngerThan(MINUTE, key(namespace), now)
        .map(entry -> entry.facts().labels().getOrDefault("v", ""));
  }

  private static FactsCache.Key key(String namespace) {
    return new FactsCache.Key("prod-eu", namespace);
  }

  private static FactsCache.Entry entry(String value, Instant since) {
    return new FactsCache.Entry(new NamespaceFacts.Known(Map.of("v", value), Map.of()), since);
  }
}
