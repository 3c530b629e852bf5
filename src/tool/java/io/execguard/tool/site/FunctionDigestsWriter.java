package io.execguard.tool.site;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.execguard.tool.files.TextFile;
import java.nio.file.Path;

/// Run by the build of a release: writes down what each file of the function is.
final class FunctionDigestsWriter {
  private FunctionDigestsWriter() {}

  public static void main(String[] arguments) {
    TextFile.write(
        Path.of(arguments[1]), ReleasedFunction.digests(Path.of(arguments[0])).getBytes(UTF_8));
  }
}
