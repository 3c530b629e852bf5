package io.execguard.tool.files;

import io.execguard.admission.Token;
import io.execguard.json.Digest;
import io.execguard.tool.terminal.IoProblem;
import io.execguard.tool.terminal.ToolException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/// A file with the token of a cluster, `-` for standard input. No message shows what is in it.
public final class TokenFile {
  /// What stands in a path without being escaped.
  private static final Pattern TOKEN = Pattern.compile("[0-9A-Za-z._~-]{1,256}");

  /// A name of this length is more likely the token itself, given in the place of its file.
  private static final Pattern AS_LONG_AS_A_TOKEN = Pattern.compile("[0-9A-Za-z._~-]{32,}");

  private TokenFile() {}

  public static Token read(Path file) {
    String token = text(file).strip();
    if (!TOKEN.matcher(token).matches()) {
      throw new ToolException(
          name(file)
              + " holds no token: one line of letters, digits and -._~, as openssl rand -hex 32"
              + " makes it");
    }
    return new Token(token);
  }

  /// As `clusters.yaml` has it.
  public static String hash(Token token) {
    return "sha256:" + Digest.hex(token.secret());
  }

  /// The file, for a message.
  public static String name(Path file) {
    return isStandardInput(file) ? "standard input" : file.toString();
  }

  public static boolean isStandardInput(Path file) {
    return file.toString().equals("-");
  }

  private static String text(Path file) {
    if (!isStandardInput(file)) {
      if (AS_LONG_AS_A_TOKEN.matcher(file.toString()).matches() && !Files.exists(file)) {
        throw new ToolException(
            "--token-file names no file that is there. It takes the name of a file, never the"
                + " token; this one is as long as a token, and is not repeated here");
      }
      return TextFile.text(file);
    }
    try {
      return new String(System.in.readNBytes(1 << 10), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new ToolException("standard input cannot be read: " + IoProblem.inWords(e));
    }
  }
}
