package io.execguard.tool.transcript;

import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/// Judges sessions one behind the other, as their lines come.
final class Judging {
  private final Consumer<Summary> consumer;
  private Optional<UUID> session = Optional.empty();
  private Judge judge = new Judge(new UUID(0, 0));

  Judging(Consumer<Summary> consumer) {
    this.consumer = consumer;
  }

  void add(Line line) {
    if (!session.equals(Optional.of(line.session()))) {
      end();
      session = Optional.of(line.session());
      judge = new Judge(line.session());
    }
    judge.add(line);
  }

  void end() {
    if (session.isPresent()) {
      consumer.accept(judge.summary());
    }
  }
}
