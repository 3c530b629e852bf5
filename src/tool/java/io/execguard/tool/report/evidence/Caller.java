package io.execguard.tool.report.evidence;

import io.execguard.json.Cursor;
import java.util.Optional;

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

  /// @param user with its `extra`, as EKS fills it
  static Caller of(Cursor user, String address, String agent) {
    return new Caller(extra(user, "sessionName"), extra(user, "arn"), address, agent);
  }

  /// The same, with another's words for what it lacks.
  Caller or(Caller other) {
    return new Caller(
        session.isEmpty() ? other.session : session,
        arn.isEmpty() ? other.arn : arn,
        address.isEmpty() ? other.address : address,
        agent.isEmpty() ? other.agent : agent);
  }

  private static String extra(Cursor user, String name) {
    return user.members("extra").entrySet().stream()
        .filter(entry -> entry.getKey().equalsIgnoreCase(name))
        .flatMap(entry -> entry.getValue().items().stream().map(Cursor::text))
        .findFirst()
        .orElse("");
  }

  /// A username, and behind it the session's name where it does not hold it.
  String named(String username) {
    return Optional.of(session)
        .filter(name -> !name.isEmpty() && !username.contains(name))
        .map(name -> username + " (session " + name + ")")
        .orElse(username);
  }
}
