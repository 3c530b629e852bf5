package io.execguard.tool.site;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.execguard.tool.files.ProjectFiles;
import io.execguard.tool.files.Site;
import io.execguard.tool.files.TextFile;
import java.util.LinkedHashMap;
import java.util.Map;

/// The files of a site that begins: the shipped policy, which denies nothing yet, no cluster, tests
/// of that, and the stack's parameters.
final class NewSite {
  /// What the site's tests are about.
  private static final Map<String, String> REVIEWS =
      Map.of(
          "events/exec-interactive-tty.json", "policy-tests/reviews/exec-interactive-tty.json",
          "events/exec-command.json", "policy-tests/reviews/exec-command.json");

  private static final String DENIES = "enforcementAction: deny  ";
  private static final String DRY_RUN = "enforcementAction: dryrun";

  private NewSite() {}

  static Map<String, byte[]> files() {
    Map<String, byte[]> files = frame();
    files.put(Site.POLICY, policy().getBytes(UTF_8));
    files.put(Site.CLUSTERS, template(Site.CLUSTERS));
    files.put("policy-tests/starter.test.yaml", template("policy-tests/starter.test.yaml"));
    REVIEWS.forEach((shipped, own) -> files.put(own, TextFile.bytes(ProjectFiles.file(shipped))));
    return files;
  }

  /// What each site has that nobody wrote yet.
  static Map<String, byte[]> frame() {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("README.md", template("README.md"));
    files.put(".gitignore", template("gitignore"));
    files.put(Site.MARK, template(Site.MARK));
    return files;
  }

  private static String policy() {
    String shipped = withoutSchema(TextFile.text(ProjectFiles.file(Site.POLICY)));
    String begins = shipped.replace(DENIES, DRY_RUN);
    if (begins.equals(shipped)) {
      throw new IllegalStateException("the shipped policy has no " + DENIES);
    }
    return begins;
  }

  /// An editor's first line, which names a schema of the checkout.
  static String withoutSchema(String text) {
    return text.replaceFirst("\\A# yaml-language-server:.*\\R", "");
  }

  private static byte[] template(String name) {
    return TextFile.bytes(ProjectFiles.file("infra/site/" + name));
  }
}
