package io.execguard.tool.site;

import io.execguard.tool.files.Site;
import io.execguard.tool.files.TextFile;
import io.execguard.tool.terminal.ToolException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Makes a folder a site. Nothing that is there is written over; a run that was stopped is finished
/// by the next one, since the file that makes it a site comes last.
final class SiteFolder {
  private static final String OF_GIT = ".git";

  private SiteFolder() {}

  /// @param files by their paths in the folder
  static void make(Path folder, Map<String, byte[]> files) {
    if (Files.exists(folder.resolve(Site.MARK))) {
      throw new ToolException(folder + " is a site already");
    }
    List<String> others = others(folder, files);
    if (!others.isEmpty()) {
      throw new ToolException(
          folder
              + " is not empty: it has "
              + String.join(", ", others)
              + ". A site is made in a folder of its own");
    }
    SequencedMap<String, byte[]> inOrder = new LinkedHashMap<>(files);
    inOrder.putLast(Site.MARK, Objects.requireNonNull(inOrder.remove(Site.MARK)));
    inOrder.forEach((name, content) -> TextFile.write(folder.resolve(name), content));
  }

  /// What is there and is no file of the site's, at most three, by name.
  private static List<String> others(Path folder, Map<String, byte[]> files) {
    if (!Files.exists(folder)) {
      return List.of();
    }
    Set<String> ours =
        files.keySet().stream()
            .map(name -> Path.of(name).getName(0).toString())
            .collect(Collectors.toSet());
    try (Stream<Path> top = Files.list(folder)) {
      return top.filter(entry -> !OF_GIT.equals(entry.getFileName().toString()))
          .flatMap(
              entry ->
                  ours.contains(entry.getFileName().toString()) ? below(entry) : Stream.of(entry))
          .filter(entry -> !isOurs(entry, files.get(name(folder, entry))))
          .map(entry -> name(folder, entry))
          .sorted()
          .limit(3)
          .toList();
    } catch (IOException | UncheckedIOException e) {
      throw new ToolException(folder + " cannot be read: " + e.getMessage());
    }
  }

  private static Stream<Path> below(Path entry) {
    try (Stream<Path> found = Files.walk(entry)) {
      return found.filter(file -> !Files.isDirectory(file)).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isOurs(Path file, byte @Nullable [] content) {
    return content != null
        && Files.isRegularFile(file)
        && Arrays.equals(TextFile.bytes(file), content);
  }

  private static String name(Path folder, Path file) {
    return folder.relativize(file).toString().replace('\\', '/');
  }
}
