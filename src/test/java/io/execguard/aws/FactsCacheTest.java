package io.execguard.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
  void keepsTenThousandNamespacesOfUsualLabels() {
    cache.put(key("first"), entry("1", NOON));
    for (int i = 0; i < 10_000; i++) {
      cache.put(key("n" + i), entry("n", NOON));
    }

    assertEquals(10_001, cache.size());
  }

  /// All labels of ten thousand namespaces were kept: the function was out of memory at the 259th
  /// large one. Annotations of a grant are kept, and can be as large.
  @Test
  void keepsNoMoreThanItsBytesAndDropsTheLeastRecentlyUsed() {
    cache.put(key("first"), entry("1", NOON));
    cache.put(key("second"), entry("2", NOON));
    for (int i = 0; i < 300; i++) {
      at("first", NOON);
      cache.put(key("large" + i), entry("x".repeat(256 << 10), NOON));
    }

    int fit = (int) (FactsCache.MOST / (512 << 10));
    assertTrue(cache.size() > fit - 2 && cache.size() < fit + 2, "kept " + cache.size());
    assertEquals(Optional.of("1"), at("first", NOON));
    assertEquals(Optional.empty(), at("second", NOON));
  }

  @Test
  void countsTheBytesOfAnEntryThatIsReplacedOrRemovedOnce() {
    for (int i = 0; i < 1_000; i++) {
      cache.put(key("a"), entry("x".repeat(1 << 20), NOON));
      cache.put(key("b"), entry("x".repeat(1 << 20), NOON));
      cache.remove(key("b"));
    }
    cache.put(key("c"), entry("c", NOON));

    assertEquals(2, cache.size());
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
