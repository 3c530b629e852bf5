package io.execguard.tool.report.evidence;

import io.execguard.json.Cursor;
import java.util.List;
import java.util.Map;

/// Who really asked, behind a username that several people can share: one IAM role gives all that
/// take it the same. Of an impersonation it is whoever impersonates.
///
/// @param session the session's name; empty where nothing tells it, as are the others
/// @param arn of the session
/// @param address the first of the source addresses: that of the client, where no proxy is trusted
/// @param agent the client's own words for itself
public record Caller(String session, String arn, String address, String agent) {
  public static final Caller UNTOLD = new Caller("", "", "", "");

  /// As much of it as tells one client from another; each chooses its own.
  private static final int LONGEST = 300;

  public Caller {
    agent = agent.length() > LONGEST ? agent.substring(0, LONGEST) : agent;
  }

  /// In characters.
  long size() {
    return (long) session.length() + arn.length() + address.length() + agent.length();
  }

  /// @param user with its `extra`, as EKS fills it
  static Caller of(Cursor user, String address, String agent) {
    Map<String, Cursor> extra = user.members("extra");
    return new Caller(first(extra, "sessionName"), first(extra, "arn"), address, agent);
  }

  /// The same, with another's words for what it lacks.
  Caller or(Caller other) {
    return new Caller(
        session.isEmpty() ? other.session : session,
        arn.isEmpty() ? other.arn : arn,
        address.isEmpty() ? other.address : address,
        agent.isEmpty() ? other.agent : agent);
  }

  private static String first(Map<String, Cursor> extra, String name) {
    for (Map.Entry<String, Cursor> entry : extra.entrySet()) {
      if (entry.getKey().equalsIgnoreCase(name)) {
        List<Cursor> values = entry.getValue().items();
        if (!values.isEmpty()) {
          return values.getFirst().text();
        }
      }
    }
    return "";
  }

  /// A username, and behind it the session's name where it does not hold it.
  String named(String username) {
    return session.isEmpty() || username.contains(session)
        ? username
        : username + " (session " + session + ")";
  }
}
