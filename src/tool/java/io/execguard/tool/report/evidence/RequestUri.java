package io.execguard.tool.report.evidence;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/// The address of a request, with its parameters as the API server reads them.
///
/// @param text as it was sent, with the query
record RequestUri(String text) {
  /// The values of a parameter, decoded.
  List<String> values(String name) {
    return parameters().filter(pair -> pair[0].equals(name)).map(pair -> pair[1]).toList();
  }

  /// Whether a parameter is true, as the first of its values has it.
  boolean isSet(String name) {
    return values(name).stream()
        .findFirst()
        .filter(value -> !value.equals("0") && !value.equalsIgnoreCase("false"))
        .isPresent();
  }

  /// The path behind `/proxy`, decoded.
  String proxied() {
    String path = text.replaceFirst("[?].*", "");
    int proxy = path.indexOf("/proxy");
    return proxy < 0 ? "" : decoded(path.substring(proxy + "/proxy".length()));
  }

  /// What is not well-formed the API server passes over.
  private Stream<String[]> parameters() {
    int query = text.indexOf('?');
    return query < 0
        ? Stream.empty()
        : Stream.of(text.substring(query + 1).split("&", -1))
            .filter(pair -> !pair.contains(";"))
            .map(pair -> pair.split("=", 2))
            .flatMap(RequestUri::parameter);
  }

  private static Stream<String[]> parameter(String[] parts) {
    try {
      String value = parts.length < 2 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8);
      return Stream.<String[]>of(
          new String[] {URLDecoder.decode(parts[0], StandardCharsets.UTF_8), value});
    } catch (IllegalArgumentException _) {
      return Stream.empty();
    }
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return text;
    }
  }
}
