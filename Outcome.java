package io.execguard.aws;

import java.util.function.Function;

/// What a step on the way to a namespace came to.
///
/// @param <T> what the next step needs
sealed interface Outcome<T> {

  record Done<T>(T value) implements Outcome<T> {}

  record Failed<T>(LookupFailure why) implements Outcome<T> {}

  /// Goes on where this step is done.
  default <U> Outcome<U> then(Function<T, Outcome<U>> next) {
    return switch (this) {
      case Done<T>(T value) -> next.apply(value);
      case Failed<T>(LookupFailure why) -> new Failed<>(why);
    };
  }
}
