package io.execguard.aws;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent.ProxyRequestContext;
import io.execguard.json.Cursor;
import io.execguard.json.Json;
import io.execguard.json.JsonReader;
import io.execguard.json.Outline;
import io.execguard.json.WrongShape;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Reads API Gateway's REST proxy event (format 1.0), as much of it as a webhook needs. The events
/// library's types are what is handed on; its own deserializer costs a third of a cold start.
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

  /// What became of reading an event.
  public sealed interface Reading {
    record Event(APIGatewayProxyRequestEvent event) implements Reading {}

    /// `{"selfTest": true}`: a schedule's, or whoever IAM lets invoke the function. API Gateway's
    /// own events have a `requestContext`, so that nobody gets here through it.
    record SelfTest() implements Reading {}

    /// `"rehearsal": true`, and the rest as API Gateway would send it, without a context and a
    /// token: the check before traffic moves.
    record Rehearsal(APIGatewayProxyRequestEvent event) implements Reading {}

    /// No REST proxy event.
    ///
    /// @param status 400 or 413
    /// @param problem a short constant word for the log
    record NoEvent(int status, String problem) implements Reading {}
  }

  /// Reads to the end or to the limit, whichever comes first.
  ///
  /// @throws IOException where Lambda's own stream breaks
  public Reading read(InputStream input) throws IOException {
    byte[] document = input.readNBytes(LONGEST + 1);
    if (document.length > LONGEST) {
      return new Reading.NoEvent(413, "event-too-large");
    }
    Optional<Json> tree = json.read(document, READ);
    if (tree.isEmpty()) {
      return new Reading.NoEvent(400, "event-not-json");
    }
    try {
      Cursor event = Cursor.at("event", tree.get());
      return reading(event);
    } catch (WrongShape _) {
      return new Reading.NoEvent(400, "event-of-another-kind");
    }
  }

  /// Whatever has no context did not come through API Gateway: IAM has authorised it.
  private static Reading reading(Cursor event) {
    boolean direct = event.optional("requestContext").isEmpty();
    if (direct && event.flag("selfTest")) {
      return new Reading.SelfTest();
    }
    return direct && event.flag("rehearsal")
        ? new Reading.Rehearsal(event(event))
        : new Reading.Event(event(event));
  }

  private static APIGatewayProxyRequestEvent event(Cursor event) {
    Optional<Cursor> context = event.optional("requestContext");
    ProxyRequestContext requestContext = new ProxyRequestContext();
    requestContext.setRequestId(context.map(c -> c.text("requestId")).orElse(""));
    context
        .flatMap(c -> c.optional("requestTimeEpoch"))
        .ifPresent(epoch -> requestContext.setRequestTimeEpoch(milliseconds(epoch)));
    return new APIGatewayProxyRequestEvent()
        .withPathParameters(event.textMembers("pathParameters"))
        .withQueryStringParameters(event.textMembers("queryStringParameters"))
        .withHeaders(headers(event))
        .withBody(event.text("body"))
        .withIsBase64Encoded(event.flag("isBase64Encoded"))
        .withRequestContext(requestContext);
  }

  /// Header names come in the caller's case, and are the same in any.
  private static Map<String, String> headers(Cursor event) {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.putAll(event.textMembers("headers"));
    return headers;
  }

  private static long milliseconds(Cursor epoch) {
    if (epoch.json() instanceof Json.Digits(String digits, _) && digits.matches("[0-9]{1,15}")) {
      return Long.parseLong(digits);
    }
    throw epoch.wrong("is not a number of milliseconds");
  }
}
