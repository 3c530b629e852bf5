package io.execguard.tool;

import io.execguard.configuration.Configuration;
import io.execguard.configuration.FleetWriter;
import io.execguard.json.Digest;
import io.execguard.tool.files.TextFile;
import io.execguard.tool.terminal.ToolException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// A checked policy and a fleet as the artifact holds them: among its classes, each with its
/// digest.
final class ArtifactFiles {
  private ArtifactFiles() {}

  static void write(Configuration configuration, Path classes) {
    write(
        classes.resolve(Configuration.POLICY),
        configuration.policyJson().getBytes(StandardCharsets.UTF_8));
    write(classes.resolve(Configuration.CLUSTERS), FleetWriter.write(configuration.fleet()));
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
