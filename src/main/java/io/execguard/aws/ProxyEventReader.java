package io.execguard.aws;

import io.execguard.json.Cursor;
import io.execguard.json.Json;
import io.execguard.json.JsonReader;
import io.execguard.json.Outline;
import io.execguard.json.WrongShapeException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/// Reads API Gateway's REST proxy event (format 1.0), as much of it as a webhook needs.
public final class ProxyEventReader {
  /// Lambda passes at most 6 MiB. The rest is for callers that do not: the longest review that is
  /// read, 6 MiB, has 7 as a string in its event where it is an escaped `<` all through, and 8 in
  /// base64.
  static final int LONGEST = 9 << 20;

  private static final Outline READ =
      Outline.of(
          "selfTest",
          "rehearsal",
          "requestContext.requestId",
          "requestContext.requestTimeEpoch",
          "pathParameters",
          "queryStringParameters",
          "headers",
          "body",
          "isBase64Encoded");

  private final JsonReader json = new JsonReader(LONGEST);

  /// Reads to the end or to the limit, whichever comes first.
  ///
  /// @throws IOException where Lambda's own stream breaks
  public ProxyEvent read(InputStream input) throws IOException {
    byte[] document = bytes(input);
    if (document.length > LONGEST) {
      return new ProxyEvent.NoEvent(413, "event-too-large");
    }
    Optional<Json> tree = json.read(document, READ);
    if (tree.isEmpty()) {
      return new ProxyEvent.NoEvent(400, "event-not-json");
    }
    try {
      Cursor event = Cursor.at("event", tree.get());
      return reading(event);
    } catch (WrongShapeException _) {
      return new ProxyEvent.NoEvent(400, "event-of-another-kind");
    }
  }

  /// One byte more than the longest tells that there are too many. Lambda's stream holds the whole
  /// event, and says how long it is: without that it would be read in pieces of 8 KiB and copied.
  private static byte[] bytes(InputStream input) throws IOException {
    byte[] expected = new byte[Math.min(input.available(), LONGEST)];
    int length = input.readNBytes(expected, 0, expected.length);
    byte[] next = new byte[1];
    if (length < expected.length || input.readNBytes(next, 0, 1) == 0) {
      return length < expected.length ? Arrays.copyOf(expected, length) : expected;
    }
    byte[] rest = input.readNBytes(LONGEST - length);
    byte[] all = Arrays.copyOf(expected, length + 1 + rest.length);
    all[length] = next[0];
    System.arraycopy(rest, 0, all, length + 1, rest.length);
    return all;
  }

  /// Whatever has no context did not come through API Gateway: IAM has authorised it.
  private static ProxyEvent reading(Cursor event) {
    boolean direct = event.optional("requestContext").isEmpty();
    if (direct && event.flag("selfTest")) {
      return new ProxyEvent.SelfTest();
    }
    return direct && event.flag("rehearsal")
        ? new ProxyEvent.Rehearsal(event(event))
        : new ProxyEvent.Call(event(event));
  }

  private static GatewayEvent event(Cursor event) {
    Optional<Cursor> context = event.optional("requestContext");
    return new GatewayEvent(
        context.map(c -> c.text("requestId")).orElse(""),
        context
            .flatMap(c -> c.optional("requestTimeEpoch"))
            .map(ProxyEventReader::milliseconds)
            .map(Instant::ofEpochMilli),
        event.textMembers("pathParameters"),
        event.textMembers("queryStringParameters"),
        contentType(event),
        event.text("body"),
        event.flag("isBase64Encoded"));
  }

  /// Header names come in the caller's case, and are the same in any.
  private static String contentType(Cursor event) {
    String contentType = "";
    for (Map.Entry<String, String> header : event.textMembers("headers").entrySet()) {
      if (header.getKey().equalsIgnoreCase("Content-Type")) {
        contentType = header.getValue();
      }
    }
    return contentType;
  }

  /// A long has 19 digits, and a time of today 13.
  private static boolean isShort(String digits) {
    if (digits.length() > 15) {
      return false;
    }
    for (int i = 0; i < digits.length(); i++) {
      if (digits.charAt(i) < '0' || digits.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  private static long milliseconds(Cursor epoch) {
    if (epoch.json() instanceof Json.Digits(String digits, _) && isShort(digits)) {
      return Long.parseLong(digits);
    }
    throw epoch.wrong("is not a number of milliseconds");
  }
}
