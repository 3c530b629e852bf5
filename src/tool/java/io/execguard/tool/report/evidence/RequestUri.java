package io.execguard.tool.report.evidence;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The address of a request, with its parameters as the API server reads them.
///
/// @param text as it was sent, with the query
record RequestUri(String text) {
  private static final Pattern PROXY =
      Pattern.compile(
          "/api/v1/(?:nodes/[^/]+|namespaces/[^/]+/(?:pods|services)/[^/]+)/proxy(|/.*)",
          Pattern.DOTALL);

  /// The values of a parameter, decoded. What is not well-formed the API server passes over.
  List<String> values(String name) {
    int query = text.indexOf('?');
    if (query < 0) {
      return List.of();
    }
    List<String> values = new ArrayList<>();
    for (int from = query + 1, end; from <= text.length(); from = end + 1) {
      int next = text.indexOf('&', from);
      end = next < 0 ? text.length() : next;
      value(text.substring(from, end), name).ifPresent(values::add);
    }
    return values;
  }

  /// Whether a parameter is true, as the first of its values has it.
  boolean isSet(String name) {
    List<String> values = values(name);
    return !values.isEmpty()
        && !values.getFirst().equals("0")
        && !values.getFirst().equalsIgnoreCase("false");
  }

  /// The path behind `/proxy`, decoded. As the API server does it is decoded first, and then taken
  /// apart: `%70roxy` is the same word, and what is called `proxy` otherwise is none.
  String proxied() {
    int query = text.indexOf('?');
    Matcher parts = PROXY.matcher(decoded(query < 0 ? text : text.substring(0, query)));
    return parts.matches() ? parts.group(1) : "";
  }

  /// Of one parameter, where it has this name.
  private static Optional<String> value(String parameter, String name) {
    if (parameter.indexOf(';') >= 0) {
      return Optional.empty();
    }
    int equals = parameter.indexOf('=');
    String key = equals < 0 ? parameter : parameter.substring(0, equals);
    try {
      return query(key).equals(name)
          ? Optional.of(equals < 0 ? "" : query(parameter.substring(equals + 1)))
          : Optional.empty();
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static String query(String text) {
    return text.indexOf('%') < 0 && text.indexOf('+') < 0
        ? text
        : URLDecoder.decode(text, StandardCharsets.UTF_8);
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
