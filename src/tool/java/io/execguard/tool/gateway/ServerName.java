package io.execguard.tool.gateway;

import io.execguard.tool.terminal.ToolException;
import java.net.Inet6Address;
import java.util.regex.Pattern;

/// What a server can be called by in a URL and in its certificate: a DNS name or an address.
final class ServerName {
  private static final String LABEL = "[A-Za-z0-9]([-A-Za-z0-9]{0,61}[A-Za-z0-9])?";
  private static final String BYTE = "(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])";

  /// DNS has no name of more characters.
  private static final int LONGEST = 253;

  private static final Pattern NAME = Pattern.compile("(" + LABEL + "\\.)*(?![0-9]+$)" + LABEL);
  private static final Pattern ADDRESS = Pattern.compile(BYTE + "(\\." + BYTE + "){3}");

  private ServerName() {}

  /// @param option of the command line
  /// @throws ToolException for what is none
  static String required(String option, String text) {
    if (!isOne(text)) {
      throw new ToolException(
          option
              + " "
              + (text.isEmpty() ? "is empty" : text + " is no host")
              + ": a name or an address alone, like guard.example.com or 172.17.0.1");
    }
    return text;
  }

  static boolean isOne(String text) {
    return text.contains(":")
        ? isAddressOfVersion6(text)
        : ADDRESS.matcher(text).matches()
            || (text.length() <= LONGEST && NAME.matcher(text).matches());
  }

  private static boolean isAddressOfVersion6(String text) {
    try {
      // In brackets, or with a network interface, it is none that a certificate can have.
      return text.matches("[0-9A-Fa-f:.]+") && Inet6Address.ofLiteral(text) != null;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }
}
