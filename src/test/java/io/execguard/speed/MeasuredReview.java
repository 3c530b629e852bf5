package io.execguard.speed;

import io.execguard.testing.Reviews;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The captured reviews that are measured, each in one line, as the API server sends it.
public enum MeasuredReview {
  EXEC("sessions", "exec-interactive-tty"),
  COMMAND("commands", "exec-command"),
  DEBUG("sessions", "debug-ephemeral-interactive"),
  /// A command of a mebibyte: 64 arguments of 16 KiB.
  MEBIBYTE("commands", "exec-command") {
    @Override
    Stream<String> command() {
      return Collections.nCopies(64, "a".repeat(16 << 10)).stream();
    }
  };

  private final String door;
  private final String review;

  MeasuredReview(String door, String review) {
    this.door = door;
    this.review = review;
  }

  /// None where the command is the captured one.
  Stream<String> command() {
    return Stream.empty();
  }

  public String door() {
    return door;
  }

  public String text() {
    return text(Stream.empty());
  }

  /// The same by a person who is in this many groups more.
  public String inGroups(int more) {
    return text(IntStream.range(0, more).mapToObj("team-%05d"::formatted));
  }

  private String text(Stream<String> groups) {
    ObjectNode tree = (ObjectNode) JsonMapper.shared().readTree(Reviews.bytes(review));
    ArrayNode own = (ArrayNode) tree.at("/request/userInfo/groups");
    groups.forEach(own::add);
    String[] command = command().toArray(String[]::new);
    if (command.length > 0) {
      ArrayNode words = ((ObjectNode) tree.at("/request/object")).putArray("command");
      Arrays.stream(command).forEach(words::add);
    }
    return tree + "\n";
  }

  public byte[] bytes() {
    return text().getBytes(StandardCharsets.UTF_8);
  }
}
