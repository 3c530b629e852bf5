package io.execguard.tool.site;

import io.execguard.json.Digest;
import io.execguard.tool.files.FolderFiles;
import io.execguard.tool.files.ProjectFiles;
import io.execguard.tool.files.TextFile;
import io.execguard.tool.terminal.ToolException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The function as a release has it, without a policy and a fleet: they are a site's. Its files
/// stand with their digests beside it, as sha256sum writes them.
public record ReleasedFunction(Path folder, Path digests) {
  public static final String FOLDER = "function";
  public static final String DIGESTS = "function.sha256";

  /// That of the release that the tool belongs to.
  ///
  /// @throws ToolException in a checkout, which has none
  public static ReleasedFunction shipped() {
    Path digests = ProjectFiles.file(DIGESTS);
    if (!Files.exists(digests)) {
      throw new ToolException(
          "this is no release: there is no "
              + digests
              + ". In a checkout sam build makes the artifact");
    }
    return new ReleasedFunction(ProjectFiles.file(FOLDER), digests);
  }

  /// Its files by their paths, each of them as the release made it.
  ///
  /// @throws ToolException where one is damaged, missing or foreign: nothing of it is deployed
  public SortedMap<String, byte[]> files() {
    SortedMap<String, byte[]> files = new TreeMap<>();
    for (String name : names(folder)) {
      files.put(name, TextFile.bytes(folder.resolve(name)));
    }
    SortedMap<String, String> listed = new TreeMap<>();
    for (String line : TextFile.text(digests).lines().toList()) {
      String[] parts = line.split(" {2}", 2);
      if (parts.length != 2) {
        throw new ToolException(digests + " is damaged: " + line);
      }
      listed.put(parts[1], parts[0]);
    }
    problem(files, listed)
        .ifPresent(
            problem -> {
              throw new ToolException(
                  "the function of this release is not as it was made: "
                      + problem
                      + ". Unpack the release again, and check it with sha256sum -c SHA256SUMS");
            });
    return files;
  }

  /// The lines of [#digests], for whoever makes a release.
  public static String digests(Path folder) {
    StringBuilder lines = new StringBuilder();
    for (String name : names(folder)) {
      lines
          .append(Digest.hex(TextFile.bytes(folder.resolve(name))))
          .append("  ")
          .append(name)
          .append('\n');
    }
    return lines.toString();
  }

  private static Optional<String> problem(Map<String, byte[]> files, Map<String, String> listed) {
    for (Map.Entry<String, String> one : listed.entrySet()) {
      byte[] content = files.get(one.getKey());
      if (content == null) {
        return Optional.of(one.getKey() + " is missing");
      }
      if (!Digest.hex(content).equals(one.getValue())) {
        return Optional.of(one.getKey() + " is another");
      }
    }
    return files.keySet().stream()
        .filter(name -> !listed.containsKey(name))
        .findFirst()
        .map(name -> name + " is not the release's");
  }

  private static List<String> names(Path folder) {
    return FolderFiles.of(folder).stream().map(file -> FolderFiles.name(folder, file)).toList();
  }
}
