package io.execguard.tool.report.evidence;

import io.execguard.tool.report.read.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A session that a decision let in, and whose transcript is looked for.
///
/// @param where namespace and pod
/// @param session the id in each line of the transcript; empty where the container's log is it
/// @param id of the decision's record
/// @param command its begin, where it is long
public record OnRecord(
    Instant time,
    String who,
    Caller caller,
    String what,
    List<String> command,
    String where,
    String namespace,
    String pod,
    String container,
    String reason,
    String session,
    String door,
    String attemptKey,
    String id,
    Place source) {
  /// As much as an eye takes in; the record has the rest.
  private static final int LONGEST_COMMAND = 600;

  /// As long as one attempt at two doors can take: see [Attempts].
  private static final Duration ONE_ATTEMPT = Duration.ofSeconds(10);

  public OnRecord {
    command = ShortenedCommand.of(command, LONGEST_COMMAND);
  }

  static OnRecord of(DecisionLine record, Place place) {
    return new OnRecord(
        record.time(),
        record.who(),
        record.caller(),
        record.what(),
        record.command(),
        record.where(),
        record.namespace(),
        record.pod(),
        record.container(),
        record.reason(),
        record.recording().session(),
        record.door(),
        record.attemptKey(),
        record.id(),
        place);
  }

  /// The same as its audit event tells it.
  OnRecord askedBy(String asker, Caller behind) {
    return new OnRecord(
        time,
        asker,
        behind,
        what,
        command,
        where,
        namespace,
        pod,
        container,
        reason,
        session,
        door,
        attemptKey,
        id,
        source);
  }

  /// One request can pass two doors.
  boolean isSameRequest(OnRecord other) {
    return !door.equals(other.door)
        && attemptKey.equals(other.attemptKey)
        && Duration.between(time, other.time).abs().compareTo(ONE_ATTEMPT) < 0;
  }

  boolean isByLog() {
    return session.isEmpty();
  }

  /// Characters that it keeps in memory.
  long size() {
    return who.length()
        + caller.arn().length()
        + what.length()
        + command.stream().mapToLong(String::length).sum()
        + 2L * where.length()
        + container.length()
        + session.length()
        + attemptKey.length()
        + id.length();
  }

  Finding finding(Kind kind, String note) {
    String named = session.isEmpty() ? note : "session " + session + ": " + note;
    return new Finding(
        kind, Optional.of(time), who, caller, what, command, place(), named, id, source);
  }

  /// Namespace, pod and container.
  public String place() {
    return container.isEmpty() ? where : where + "/" + container;
  }
}
