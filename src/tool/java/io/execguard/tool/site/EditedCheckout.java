package io.execguard.tool.site;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.execguard.tool.files.ConfigurationFiles;
import io.execguard.tool.files.FolderFiles;
import io.execguard.tool.files.Site;
import io.execguard.tool.files.TextFile;
import io.execguard.tool.terminal.ToolException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// A checkout in which a team edited its policy, its fleet and its policy tests, before there were
/// sites.
///
/// @param folder with `policy.yaml` and `clusters.yaml`
record EditedCheckout(Path folder) {
  /// A review of the checkout's `events/`, as a policy test names it.
  private static final Pattern EVENT =
      Pattern.compile("(?:\\.\\./)+events/([A-Za-z0-9._-]+\\.json)");

  /// What the checkout ships beside the team's own.
  private static final String EXAMPLES = "examples";

  /// The site's files; the checkout stays as it is.
  ///
  /// @throws ToolException where its policy or fleet has a mistake
  Map<String, byte[]> files() {
    ConfigurationFiles.configuration(
        folder.resolve(Site.POLICY), List.of(folder.resolve(Site.CLUSTERS)));
    Map<String, byte[]> files = NewSite.frame();
    for (String name : List.of(Site.POLICY, Site.CLUSTERS)) {
      files.put(name, NewSite.withoutSchema(TextFile.text(folder.resolve(name))).getBytes(UTF_8));
    }
    Path tests = folder.resolve(Site.TESTS);
    if (Files.isDirectory(tests)) {
      own(tests).forEach(test -> take(tests, test, files));
    }
    return files;
  }

  private static List<Path> own(Path tests) {
    return FolderFiles.of(tests).stream()
        .filter(file -> !tests.relativize(file).getName(0).toString().equals(EXAMPLES))
        .toList();
  }

  /// With the reviews of `events/` that it names, which a site has beside its tests.
  private void take(Path tests, Path test, Map<String, byte[]> files) {
    String name = Site.TESTS + "/" + FolderFiles.name(tests, test);
    if (!name.endsWith(".yaml")) {
      put(name, TextFile.bytes(test), files);
      return;
    }
    String up = "../".repeat(tests.relativize(test).getNameCount() - 1);
    String text = NewSite.withoutSchema(TextFile.text(test));
    for (MatchResult event : EVENT.matcher(text).results().toList()) {
      put(
          Site.TESTS + "/reviews/" + event.group(1),
          TextFile.bytes(folder.resolve("events").resolve(event.group(1))),
          files);
    }
    put(name, EVENT.matcher(text).replaceAll(up + "reviews/$1").getBytes(UTF_8), files);
  }

  private static void put(String name, byte[] content, Map<String, byte[]> files) {
    byte[] before = files.putIfAbsent(name, content);
    if (before != null && !Arrays.equals(before, content)) {
      throw new ToolException(
          "two reviews would be "
              + name
              + " in the site, the team's own and that of events/: give your own another name first");
    }
  }
}
