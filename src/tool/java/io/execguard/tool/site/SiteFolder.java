package io.execguard.tool.site;

import io.execguard.tool.files.FolderFiles;
import io.execguard.tool.files.Site;
import io.execguard.tool.files.TextFile;
import io.execguard.tool.files.Turn;
import io.execguard.tool.terminal.IoProblem;
import io.execguard.tool.terminal.ToolException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Makes a folder a site. Nothing that is there is written over; a run that was stopped is finished
/// by the next one, since each file is written in one step, and the one that makes it a site last.
final class SiteFolder {
  private static final String OF_GIT = ".git";

  private static final String TURN = ".exec-guard-init.lock";

  private SiteFolder() {}

  /// @param files by their paths in the folder
  static void make(Path folder, Map<String, byte[]> files) {
    requireFolder(folder);
    requireFree(folder, files);
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new ToolException(folder + " cannot be made: " + IoProblem.inWords(e));
    }
    try (Turn _ = Turn.take(folder.resolve(TURN), "makes a site of " + folder)) {
      requireFree(folder, files);
      SequencedMap<String, byte[]> inOrder = new LinkedHashMap<>(files);
      inOrder.putLast(Site.MARK, Objects.requireNonNull(inOrder.remove(Site.MARK)));
      inOrder.forEach((name, content) -> TextFile.writeWhole(folder.resolve(name), content));
    }
  }

  private static void requireFree(Path folder, Map<String, byte[]> files) {
    if (Files.isRegularFile(folder.resolve(Site.MARK))) {
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
  }

  private static void requireFolder(Path folder) {
    if (folder.toString().isEmpty()) {
      throw new ToolException("DIR is empty: name a folder, . for the one that you are in");
    }
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new ToolException(folder + " is a file, and a site is a folder");
    }
    Site.requireName(folder.toAbsolutePath());
  }

  /// What is there and is no file of the site's, at most three, by name. A link is none: what it
  /// leads to is somebody's.
  private static List<String> others(Path folder, Map<String, byte[]> files) {
    if (!Files.exists(folder)) {
      return List.of();
    }
    Stream<String> foreign =
        FolderFiles.of(folder).stream()
            .filter(file -> !isOurs(file, files.get(FolderFiles.name(folder, file))))
            .map(file -> FolderFiles.name(folder, file))
            .filter(
                name ->
                    !name.startsWith(OF_GIT + "/") && !name.equals(TURN) && !isUnfinished(name));
    Stream<String> inTheWay =
        files.keySet().stream().filter(name -> Files.isDirectory(folder.resolve(name)));
    return Stream.concat(foreign, inTheWay).sorted().limit(3).toList();
  }

  /// Of a run that was stopped while it wrote: see [io.execguard.tool.files.WholeFile].
  private static boolean isUnfinished(String name) {
    return name.matches("(.*/)?\\.[^/]+\\.[-0-9a-f]{36}\\.next");
  }

  private static boolean isOurs(Path file, byte @Nullable [] content) {
    return content != null
        && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
        && Arrays.equals(TextFile.bytes(file), content);
  }
}
