package io.execguard.tool.kubectl;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/// A kubectl that is a shell script: it writes down what it is asked, word by word, and answers as
/// a test says.
public record FakeKubectl(Path program, Path log) {

  /// Answers by the arms of a `case` over the words with blanks between them; whatever none is for
  /// is a mistake of the test.
  public static FakeKubectl answering(Path directory, String arms) throws IOException {
    Path log = directory.resolve("asked");
    Path program =
        Files.writeString(
            directory.resolve("kubectl"),
            """
            #!/bin/sh
            printf '%%s\\037' "$@" >>'%s'
            echo >>'%s'
            case "$*" in
            %s
            *) echo "nobody expected: $*" >&2; exit 70 ;;
            esac
            """
                .formatted(log, log, arms));
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    return new FakeKubectl(program, log);
  }

  /// The words of each run so far.
  public List<List<String>> asked() throws IOException {
    return Files.exists(log)
        ? Files.readString(log)
            .lines()
            .map(line -> List.of(line.substring(0, line.length() - 1).split("\037", -1)))
            .toList()
        : List.of();
  }
}
