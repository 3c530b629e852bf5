package io.execguard.tool.report.evidence;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The address of a request, with its parameters as the API server reads them.
///
/// @param text as it was sent, with the query
record RequestUri(String text) {
  private static final Pattern PROXY =
      Pattern.compile(
          "/api/v1/(?:nodes/[^/]+|namespaces/[^/]+/(?:pods|services)/[^/]+)/proxy(|/.*)",
          Pattern.DOTALL);

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

  /// The path behind `/proxy`, decoded. As the API server does it is decoded first, and then taken
  /// apart: `%70roxy` is the same word, and what is called `proxy` otherwise is none.
  String proxied() {
    Matcher parts = PROXY.matcher(decoded(text.replaceFirst("(?s)[?].*", "")));
    return parts.matches() ? parts.group(1) : "";
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

  /// Of a path, in which a plus is one; as it is where it is not well-formed.
  static String decoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return text;
    }
  }
}
