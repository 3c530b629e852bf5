package io.execguard.tool.report.read;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the ways out of CloudWatch put around a message: a time and a blank in an export to S3, a
/// stream's name too in `aws logs tail`, fields and tabs in `aws logs … --output text`.
///
/// @param kind what the line is
/// @param from where its JSON begins
record LineFormat(Kind kind, int from) {
  enum Kind {
    /// A message alone.
    MESSAGE,
    /// An envelope, several values, a text in quotes: what has to be taken apart.
    PARCEL,
    NOTHING,
    /// Of another log, or what is around the messages.
    ASIDE,
    UNKNOWN
  }

  /// Bytes in which an envelope's first member is found, if it is one.
  private static final int HEAD = 100;

  /// A time, and a stream's name.
  private static final String TIME =
      "\\d{4}-\\d{2}-\\d{2}[T ]\\d{2}:\\d{2}:\\d{2}[0-9.,:+Z-]*\\s+(?:\\S+\\s+)?";

  private static final Pattern BEFORE = Pattern.compile(TIME + "|EVENTS\\t.*", Pattern.DOTALL);

  private static final Pattern ENVELOPE =
      Pattern.compile(
          "\\{\\s*\"(?:events|searchedLogStreams|nextToken|nextForwardToken|nextBackwardToken|messageType"
              + "|owner|logGroup|logStream|subscriptionFilters|logEvents|items|queryLanguage|results|statistics"
              + "|awslogs|Records|records|invocationId|requestId|resourceLogs)\"");

  /// Of Kubernetes, as the first member or the second.
  private static final String LIST = "\"EventList\"";

  /// As the API server writes an audit event.
  private static final Pattern EVENT = Pattern.compile("\\{\\s*\"kind\"\\s*:\\s*\"Event\"");

  /// Lambda's lines as text, klog's, logfmt of the authenticator, what the AWS CLI prints around,
  /// and the file `aws-logs-write-test` that an export to S3 leaves beside what it exports.
  private static final Pattern OTHER =
      Pattern.compile(
          "(?:"
              + TIME
              + ")?(?:(?:START|END|REPORT|INIT_START|INIT_REPORT|RESTORE_START|RESTORE_REPORT"
              + "|EXTENSION|TELEMETRY|XRAY)\\s.*|[IWEF]\\d{4} \\d{2}:\\d{2}:.*|time=\".*"
              + "|SEARCHEDLOGSTREAMS\\t.*|NEXTTOKEN.*|\\t\\d+|Permission Check Successful\\s*)",
          Pattern.DOTALL);

  static boolean beginsJson(byte[] text) {
    int start = start(text);
    return start < text.length && "{[\"".indexOf(text[start]) >= 0;
  }

  private static int start(byte[] line) {
    int start = 0;
    while (start < line.length && line[start] <= ' ' && line[start] >= 0 && line[start] != '\t') {
      start++;
    }
    return start;
  }

  static LineFormat of(byte[] line) {
    int start = start(line);
    if (start == line.length || line[start] == '\r') {
      return new LineFormat(Kind.NOTHING, 0);
    }
    return switch (line[start]) {
      case '{' -> json(line, 0);
      case '"', '[' -> new LineFormat(Kind.PARCEL, 0);
      default -> wrapped(line);
    };
  }

  private static LineFormat wrapped(byte[] line) {
    int object = indexOf(line, '{');
    String before = new String(line, 0, object, StandardCharsets.UTF_8);
    Matcher matcher = BEFORE.matcher(before);
    if (object < line.length && matcher.matches()) {
      return before.startsWith("EVENTS") ? new LineFormat(Kind.PARCEL, object) : json(line, object);
    }
    if (before.isBlank()) {
      return object < line.length
          ? new LineFormat(Kind.PARCEL, object) // messages between tabs, each with its line's end
          : new LineFormat(Kind.NOTHING, 0);
    }
    return OTHER.matcher(new String(line, StandardCharsets.UTF_8)).matches()
        ? new LineFormat(Kind.ASIDE, 0)
        : new LineFormat(Kind.UNKNOWN, 0);
  }

  private static LineFormat json(byte[] line, int from) {
    return new LineFormat(
        isEnvelope(line, from) || isSeveralOrHoldsText(line, from) ? Kind.PARCEL : Kind.MESSAGE,
        from);
  }

  /// Whether an object holds others that are entries.
  static boolean isEnvelope(byte[] text, int from) {
    String head = head(text, from);
    return ENVELOPE.matcher(head).lookingAt() || head.contains(LIST);
  }

  /// Whether a text begins with an audit event, which is never longer than a line may be.
  static boolean beginsEvent(byte[] text) {
    return EVENT.matcher(head(text, start(text))).lookingAt();
  }

  private static String head(byte[] text, int from) {
    return new String(text, from, Math.min(text.length - from, HEAD), StandardCharsets.ISO_8859_1);
  }

  /// What is in a line.
  byte[] content(byte[] line) {
    return from == 0 ? line : Arrays.copyOfRange(line, from, line.length);
  }

  /// Whether one value stands behind another, or a member is a text that may hold an object: what
  /// Fluent Bit, Vector and others make of a line. Of an audit event it can be a member of its
  /// objects; taking one apart that only looks like one of both does no harm.
  private static boolean isSeveralOrHoldsText(byte[] line, int from) {
    for (int i = 2; i < line.length; i++) {
      if (line[i] == '{' && (isBehindAnother(line, i) || (i >= from + 2 && beginsText(line, i)))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isBehindAnother(byte[] line, int brace) {
    return line[brace - 1] == '}' || (line[brace - 1] == '\t' && line[brace - 2] == '}');
  }

  private static boolean beginsText(byte[] line, int brace) {
    return line[brace - 1] == '"' && brace + 1 < line.length && line[brace + 1] == '\\';
  }

  private static int indexOf(byte[] line, char wanted) {
    int index = 0;
    while (index < line.length && line[index] != wanted) {
      index++;
    }
    return index;
  }
}
