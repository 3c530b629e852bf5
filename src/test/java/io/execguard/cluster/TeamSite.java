package io.execguard.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The files of a team's site.
record TeamSite(Path folder) {
  /// What one run keeps there.
  private static final String KEPT = ".exec-guard/";

  /// The text of each file under version control.
  Map<String, String> files() {
    Map<String, String> texts = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = folder.relativize(file).toString();
        if (!name.startsWith(KEPT)) {
          texts.put(name, Files.readString(file));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    assertTrue(texts.containsKey("clusters.yaml"), texts.keySet().toString());
    assertEquals(KEPT + "\n", texts.get(".gitignore"));
    return texts;
  }

  /// As the team does in an editor.
  void edit(String file, String from, String to) {
    Path path = folder.resolve(file);
    try {
      String text = Files.readString(path);
      assertTrue(text.contains(from), text);
      Files.writeString(path, text.replace(from, to));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
