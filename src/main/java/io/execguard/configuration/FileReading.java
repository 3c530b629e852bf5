package io.execguard.configuration;

import java.util.List;

/// What became of reading a policy or fleet file.
///
/// @param <T> what such a file holds
public sealed interface FileReading<T> {

  record Valid<T>(T content) implements FileReading<T> {}

  /// The first mistake of each entry of the file.
  record Mistaken<T>(List<Mistake> mistakes) implements FileReading<T> {
    public Mistaken {
      mistakes = List.copyOf(mistakes);
    }
  }
}
