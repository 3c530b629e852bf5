package io.execguard.tool.report.read;

import java.util.Set;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// The rows of CloudWatch Logs Insights, as `aws logs get-query-results` prints them: lists of
/// fields with a value each.
final class InsightsResults {
  static final String ROWS = "results";

  static final Set<String> MESSAGE = Set.of("@message", "message");

  /// Logs Insights gives no more of a query (CloudWatch Logs quotas).
  private static final int MOST = 10_000;

  static final String FULL =
      "has 10,000 rows, and Logs Insights gives no more: what else there is, is missing; ask for shorter times";

  static final String PARTIAL =
      "is of a query that had not ended well: its rows are not all there; get them when its status is Complete";

  static final String NO_MESSAGE =
      "is a row of Logs Insights without @message: let the query end with fields @timestamp, @message";

  /// Takes the message out of each row.
  interface Messages {
    void message(JsonParser parser);
  }

  private InsightsResults() {}

  /// Reads the rows.
  ///
  /// @param parser at the begin of the list
  static void read(JsonParser parser, Messages messages, EntryHandler entries, Place place) {
    long rows = 0;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      rows++;
      if (!row(parser, messages)) {
        entries.unreadable(place, NO_MESSAGE);
      }
    }
    if (isFull(rows)) {
      entries.unreadable(place, FULL);
    }
  }

  static boolean isFull(long rows) {
    return rows == MOST;
  }

  /// @return whether it has a message
  private static boolean row(JsonParser parser, Messages messages) {
    boolean any = false;
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      parser.skipChildren();
      return false;
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      any |= parser.currentToken() == JsonToken.START_OBJECT && field(parser, messages);
    }
    return any;
  }

  private static boolean field(JsonParser parser, Messages messages) {
    boolean isMessage = false;
    boolean any = false;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      boolean isText = parser.nextToken() == JsonToken.VALUE_STRING;
      if (isText && name.equals("field")) {
        isMessage = MESSAGE.contains(parser.getString());
      } else if (isText && isMessage && name.equals("value")) {
        any = true;
        messages.message(parser);
      } else {
        parser.skipChildren();
      }
    }
    return any;
  }
}
