package io.execguard.tool;

import io.execguard.configuration.Configuration;
import io.execguard.json.Cursor;
import io.execguard.tool.files.ConfigurationFiles;
import io.execguard.tool.files.DemonstrationToken;
import io.execguard.tool.files.YamlFile;
import io.execguard.tool.terminal.ToolException;
import java.nio.file.Path;
import java.util.List;

/// A policy and a fleet that may be deployed.
final class CheckedFiles {
  private CheckedFiles() {}

  /// @throws ToolException with each mistake, its file and its line
  static Configuration read(Path policy, Path clusters) {
    Configuration configuration = ConfigurationFiles.configuration(policy, List.of(clusters));
    refuseDemonstration(clusters);
    MaskCheck.of(policy);
    return configuration;
  }

  private static void refuseDemonstration(Path clusters) {
    for (Cursor cluster : YamlFile.read(clusters).required("clusters").items()) {
      for (Cursor token : cluster.items("tokens")) {
        if (token.text().equals(DemonstrationToken.HASH)) {
          throw new ToolException(
              YamlFile.mistake(
                  clusters,
                  token.json().line(),
                  "the cluster "
                      + cluster.text("id")
                      + " has the token"
                      + DemonstrationToken.REFUSED));
        }
      }
    }
  }
}
