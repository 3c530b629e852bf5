package io.execguard.tool;

import io.execguard.configuration.Configuration;
import io.execguard.configuration.FleetDocument;
import io.execguard.json.Cursor;
import io.execguard.json.Digest;
import io.execguard.tool.files.ConfigurationFiles;
import io.execguard.tool.files.TextFile;
import io.execguard.tool.files.TokenFile;
import io.execguard.tool.files.YamlFile;
import io.execguard.tool.terminal.ToolException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/// A policy and a fleet that may be deployed, and how the artifact holds them.
record CheckedFiles(Configuration configuration) {

  /// @throws ToolException with each mistake, its file and its line
  static CheckedFiles of(Path policy, Path clusters) {
    Configuration configuration = ConfigurationFiles.configuration(policy, List.of(clusters));
    refuseDemonstration(clusters);
    MaskCheck.of(policy);
    return new CheckedFiles(configuration);
  }

  private static void refuseDemonstration(Path clusters) {
    for (Cursor cluster : YamlFile.read(clusters).required("clusters").items()) {
      for (Cursor token : cluster.items("tokens")) {
        if (token.text().equals(TokenFile.DEMONSTRATION)) {
          throw new ToolException(
              YamlFile.mistake(
                  clusters,
                  token.json().line(),
                  "the cluster "
                      + cluster.text("id")
                      + " has the token of the demonstration in events/, which everyone knows;"
                      + " make one of its own: openssl rand -hex 32"));
        }
      }
    }
  }

  /// Into the classes of the artifact, each with its digest.
  void write(Path classes) {
    write(
        classes.resolve(Configuration.POLICY),
        configuration.policyJson().getBytes(StandardCharsets.UTF_8));
    write(classes.resolve(Configuration.CLUSTERS), FleetDocument.write(configuration.fleet()));
  }

  private static void write(Path file, byte[] content) {
    if (content.length > Configuration.LONGEST) {
      throw new ToolException(
          file.getFileName()
              + " would have "
              + content.length
              + " bytes; "
              + Configuration.LONGEST
              + " fit");
    }
    TextFile.write(file, content);
    TextFile.write(
        file.resolveSibling(file.getFileName() + Configuration.DIGEST),
        (Digest.hex(content) + "\n").getBytes(StandardCharsets.US_ASCII));
  }
}
