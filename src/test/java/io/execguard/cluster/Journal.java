package io.execguard.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A file to which another process appends one JSON object a line, read from an offset in bytes on.
public record Journal(Path file, long from) {
  private static final JsonMapper JSON = JsonMapper.shared();

  /// The same file without what stands in it now: what a test has caused is what comes after.
  public Journal fromNow() {
    return new Journal(file, wholeLines().length + from);
  }

  public List<JsonNode> entries() {
    return new String(wholeLines(), StandardCharsets.UTF_8)
        .lines()
        .filter(line -> line.startsWith("{"))
        .map(JSON::readTree)
        .toList();
  }

  public List<JsonNode> entries(Predicate<JsonNode> wanted) {
    return entries().stream().filter(wanted).toList();
  }

  /// The one entry that is wanted.
  ///
  /// @throws IllegalStateException when there is none, or more than one
  public JsonNode only(Predicate<JsonNode> wanted) {
    var found = entries(wanted);
    if (found.size() != 1) {
      throw new IllegalStateException(
          "Not one but %d of the entries are wanted: %s".formatted(found.size(), entries()));
    }
    return found.getFirst();
  }

  /// The first entry that is wanted, now or within a minute: the API server writes an event after
  /// it has answered.
  public JsonNode await(String what, Predicate<JsonNode> wanted) {
    return Eventually.await(
        what + ", in " + file.getFileName() + ",",
        Eventually.PATIENCE,
        () -> entries().stream().filter(wanted).findFirst());
  }

  // The last line may still be on its way.
  private byte[] wholeLines() {
    try (var input = Files.newInputStream(file)) {
      if (Files.size(file) < from) {
        throw new IllegalStateException(
            "%s is shorter than the %d bytes that were there: its writer began a new one"
                .formatted(file, from));
      }
      input.skipNBytes(from);
      var bytes = input.readAllBytes();
      var end = bytes.length;
      while (end > 0 && bytes[end - 1] != '\n') {
        end--;
      }
      return Arrays.copyOf(bytes, end);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
