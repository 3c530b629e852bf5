package io.execguard.tool.transcript;

import io.execguard.tool.report.read.LoggedJson;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// Finds log lines in JSON: Docker's and Fluent Bit's lines, Container Insights, and what
/// CloudWatch puts around them. What a container's own process logged as JSON within such a line is
/// its text, and is not looked into: visitors of a web application write into that.
final class LogJson {
  private static final Set<String> TEXTS = Set.of("log", "message", "@message");
  private static final Set<String> STREAMS = Set.of("logStream", "logStreamName", "@logStream");
  private static final Set<String> TIMES = Set.of("time", "timestamp", "@timestamp", "date");

  /// Deeper than any of these forms.
  private static final int DEEPEST = 50;

  /// CloudWatch's event around a collector's line.
  private static final int LAYERS = 2;

  /// From here on a number is of milliseconds since 1970, below of seconds.
  private static final double MILLISECONDS = 1e11;

  private static final JsonFactory JSON = LoggedJson.upTo(DEEPEST);

  private final LogText.Found found;
  private final LogText texts;

  /// An object that is being read.
  private static final class Members {
    private final List<String> lines = new ArrayList<>();
    private Around around;
    private boolean stderr;

    private Members(Around outer) {
      around = outer;
    }
  }

  LogJson(LogText.Found found, LogText texts) {
    this.found = found;
    this.texts = texts;
  }

  /// Takes one line.
  ///
  /// @return whether it is JSON
  boolean line(byte[] json, int from, Around outer) {
    try (JsonParser parser =
        JSON.createParser(ObjectReadContext.empty(), json, from, json.length - from)) {
      return values(parser, outer, 0);
    }
  }

  /// Takes a whole stream.
  ///
  /// @return whether it is JSON to its end
  boolean document(InputStream json, Around outer) {
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
      return values(parser, outer, 0);
    }
  }

  private boolean values(JsonParser parser, Around outer, int layer) {
    try {
      while (parser.nextToken() != null) {
        value(parser, new Members(outer), "", layer);
      }
      return true;
    } catch (JacksonException _) {
      return false;
    }
  }

  private void value(JsonParser parser, Members around, String name, int layer) {
    switch (parser.currentToken()) {
      case START_OBJECT -> {
        if (name.equals("kubernetes")) {
          around.around =
              around.around.from(Containers.ofCollector(around.around.origin(), parser));
        } else {
          object(parser, around.around, layer);
        }
      }
      case START_ARRAY -> {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          value(parser, around, "", layer);
        }
      }
      case VALUE_STRING -> text(parser.getString(), around, name);
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
        if (TIMES.contains(name)) {
          around.around = around.around.at(Optional.of(time(parser.getDoubleValue())));
        }
      }
      default -> {}
    }
  }

  private void object(JsonParser parser, Around outer, int layer) {
    Members members = new Members(outer);
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      value(parser, members, name, layer);
    }
    members.lines.forEach(line -> line(line, members, layer));
  }

  private static void text(String text, Members members, String name) {
    if (TEXTS.contains(name) && text.contains("exec-guard session=")) {
      members.lines.add((name.equals("log") ? 'l' : 'm') + text);
    } else if (TIMES.contains(name)) {
      members.around = members.around.at(LogText.time(text));
    } else if (STREAMS.contains(name)) {
      members.around = members.around.from(Containers.ofName(members.around.origin(), text));
    } else if (name.equals("stream")) {
      members.stderr = text.equals("stderr");
    }
  }

  private void line(String marked, Members members, int layer) {
    byte[] text = marked.substring(1).getBytes(StandardCharsets.UTF_8);
    boolean envelope = marked.charAt(0) == 'm' && text.length > 0 && text[0] == '{';
    if (envelope && layer < LAYERS && nested(text, members, layer)) {
      return;
    }
    int from = 0;
    for (int at = 0; at <= text.length; at++) {
      if (at == text.length || text[at] == '\n') {
        part(Arrays.copyOfRange(text, from, at), members);
        from = at + 1;
      }
    }
  }

  private boolean nested(byte[] text, Members members, int layer) {
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text)) {
      return values(parser, members.around, layer + 1);
    }
  }

  private void part(byte[] line, Members members) {
    if (members.stderr && LineText.prefix(line, 0) == 0) {
      found.line(line, 0, members.around, false, true);
    } else {
      texts.line(line, members.around);
    }
  }

  private static Instant time(double number) {
    double milliseconds = number >= MILLISECONDS ? number : number * 1_000;
    return Instant.ofEpochMilli((long) Math.clamp(milliseconds, 0, 4e12));
  }
}
