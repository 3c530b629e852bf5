package io.execguard.tool;

import io.execguard.tool.files.FolderFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A line of `mistakes.txt`: what somebody does wrong, around the command and in it, and what they
/// are told.
///
/// @param around steps that make the circumstances
/// @param command words with blanks between; `""` is an empty one
record Mistake(String title, List<String> around, String command, String sentence) {
  private static final Path LIST = Path.of("src/test/resources/mistakes.txt");

  static List<Mistake> all() throws IOException {
    return Files.readAllLines(LIST).stream()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(Mistake::read)
        .toList();
  }

  private static Mistake read(String line) {
    String[] parts = line.split(" \\|(?= )", -1);
    if (parts.length != 4) {
      throw new IllegalStateException(LIST + " has a line of " + parts.length + " parts: " + line);
    }
    return new Mistake(
        parts[0].strip(),
        Arrays.stream(parts[1].strip().split("; ", -1)).filter(step -> !step.isEmpty()).toList(),
        parts[2].strip(),
        parts[3].strip());
  }

  boolean isOfScript() {
    return command.startsWith("infra/");
  }

  /// The command's words; a script is told its site, where the line does not tell it another.
  List<String> words(Path folder) {
    boolean told = !isOfScript() || command.contains("--site");
    String line = in(folder, command + (told ? "" : " --site {site}"));
    return Arrays.stream(line.split(" ", -1)).map(word -> word.equals("\"\"") ? "" : word).toList();
  }

  String sentence(Path folder) {
    return in(folder, sentence);
  }

  private static String in(Path folder, String text) {
    return text.replace("{site}", folder.resolve("site").toString())
        .replace("{folder}", folder.toString());
  }

  /// Makes the circumstances.
  void arrange(Path folder, Scripts scripts) throws IOException {
    for (String step : around) {
      String[] parts = step.split(" ", 2);
      String[] named = in(folder, parts[1]).replace("\\n", "\n").split("=", 2);
      switch (parts[0]) {
        case "without" -> scripts.without(named[0]);
        case "env" -> scripts.set(named[0], named[1]);
        case "says" -> write(scripts.fakes().resolve(named[0]), named[1]);
        case "refuses" -> write(scripts.fakes().resolve("refuses").resolve(named[0]), named[1]);
        case "file" -> write(folder.resolve(named[0]), named[1]);
        case "moved" -> Files.move(folder.resolve("site"), folder.resolve(named[0]));
        case "cluster" -> register(named[0], folder);
        default -> throw new IllegalStateException(title + " has a step " + step);
      }
    }
  }

  private static void register(String id, Path folder) throws IOException {
    Path token = write(folder.resolve("token"), "0123456789abcdef".repeat(4));
    String added = "fleet add " + id + " --name production --region eu-central-1 --token-file ";
    String[] words = (added + token + " --site " + folder.resolve("site")).split(" ", -1);
    if (CommandRun.of(words).code() != 0) {
      throw new IllegalStateException(CommandRun.of(words).toString());
    }
  }

  private static Path write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text + "\n");
  }

  /// What is in a folder, by path.
  static Map<String, String> contents(Path folder) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    for (Path file : FolderFiles.of(folder)) {
      contents.put(FolderFiles.name(folder, file), Files.readString(file));
    }
    return contents;
  }
}
