package io.execguard.tool.gateway;

import io.execguard.tool.terminal.ToolException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where a server listens.
///
/// @param host a name or an address, an IPv6 address without brackets
/// @param port 0 to 65535; 0 takes any free one
record ListenAddress(String host, int port) {
  private static final Pattern FORM =
      Pattern.compile("([A-Za-z0-9.-]+|\\[[0-9a-fA-F:]+\\]):([0-9]{1,5})");

  static ListenAddress parse(String text) {
    Matcher form = FORM.matcher(text);
    if (form.matches() && Integer.parseInt(form.group(2)) <= 65535) {
      String host = form.group(1).replaceAll("[\\[\\]]", "");
      if (ServerName.isOne(host)) {
        return new ListenAddress(host, Integer.parseInt(form.group(2)));
      }
    }
    throw new ToolException("--listen " + text + " is no HOST:PORT, like 127.0.0.1:8443");
  }

  /// The name that a caller on this machine reaches it by.
  String reachable() {
    return host.equals("0.0.0.0") || host.equals("::") ? "127.0.0.1" : host;
  }
}
