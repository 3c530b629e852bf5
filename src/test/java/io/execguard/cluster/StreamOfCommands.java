package io.execguard.cluster;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/// Jane's single commands in the namespace `production`, one after the other and on one cluster
/// after the other, while something else happens.
final class StreamOfCommands {
  private final List<ControlPlane> clusters;
  private final String prefix;
  private final AtomicBoolean flows = new AtomicBoolean(true);
  private final List<String> words = new ArrayList<>();
  private final List<String> refused = new ArrayList<>();
  private final Thread thread;

  private StreamOfCommands(Collection<ControlPlane> clusters, String prefix) {
    this.clusters = List.copyOf(clusters);
    this.prefix = prefix;
    this.thread = Thread.ofPlatform().name("commands").unstarted(this::flow);
  }

  /// @param prefix of the word that each command prints, which its record has
  static StreamOfCommands start(Collection<ControlPlane> clusters, String prefix) {
    StreamOfCommands stream = new StreamOfCommands(clusters, prefix);
    stream.thread.start();
    return stream;
  }

  private void flow() {
    while (flows.get()) {
      String word = prefix + "-" + words.size() + "-";
      Outcome outcome =
          clusters
              .get(words.size() % clusters.size())
              .kubectl(User.JANE, "-n", "production", "exec", "web", "--", "echo", word);
      words.add(word);
      if (outcome.exitCode() != 0) {
        refused.add(word + ": " + outcome);
      }
    }
  }

  /// Waits for the last one.
  ///
  /// @return the word of each
  /// @throws AssertionError where one was refused, or too few ran to say anything
  List<String> end() {
    flows.set(false);
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    if (!refused.isEmpty() || words.size() <= 10) {
      throw new AssertionError("of " + words.size() + " commands these were refused: " + refused);
    }
    return List.copyOf(words);
  }
}
