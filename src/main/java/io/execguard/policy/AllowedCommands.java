package io.execguard.policy;

import java.util.List;
import java.util.regex.Pattern;

/// The strict mode of a constraint: the only executables that single commands may name. A bare name
/// means the same bare name alone, a path the same path alone, each letter by letter: for Windows
/// `IPCONFIG` and `ipconfig` are one file, and here the one that is not listed stays shut. It is a
/// lint against shells, not a sandbox: `find -exec` and `tar --to-command` start others.
///
/// @param executables none allows no command at all
public record AllowedCommands(List<String> executables) {
  /// A path as the kernel would read it has nothing to clean; nor has one of Windows, which takes
  /// `cmd.exe\x\..` for `cmd.exe`.
  private static final Pattern EXECUTABLE =
      Pattern.compile(
          "(?!.*/\\.{0,2}(?:/|$))(?!.+\\\\\\.{0,2}(?:\\\\|$))"
              + "(?:(?:/[!-~&&[^/]]+)+|[!-~&&[^/]]+)");

  /// Checks the executables.
  ///
  /// @throws IllegalArgumentException for one that no command would name, or that runs whatever it
  ///   is told to
  public AllowedCommands {
    executables = List.copyOf(executables);
    for (String executable : executables) {
      if (!EXECUTABLE.matcher(executable).matches()) {
        throw new IllegalArgumentException(
            "\""
                + executable
                + "\" is no executable: a name without a path, like ls, or a whole path, like /bin/ls,"
                + " without arguments");
      }
      if (Interpreters.include(executable)) {
        throw new IllegalArgumentException(
            "\""
                + executable
                + "\" runs whatever it is told to, so that every command would be allowed; leave it"
                + " away");
      }
    }
  }

  /// Fails closed: a command that is missing is the image's own, and that may be a shell.
  boolean allow(List<String> command) {
    return !command.isEmpty() && executables.contains(command.getFirst());
  }
}
