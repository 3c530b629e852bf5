package io.execguard.tool.report.evidence;

import io.execguard.tool.report.read.Place;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One line of a table of the page, and one line of `--output json`.
///
/// @param time empty where nobody knows it
/// @param who the user, and behind it the session's name or whom the user impersonated
/// @param caller who really asked, for a name can be several people's
/// @param what was asked for
/// @param command its arguments, their boundaries kept
/// @param where namespace and name
/// @param note what else there is to say
/// @param id of the record, or of the audit event
/// @param sequel what it led to
public record Finding(
    Kind kind,
    Optional<Instant> time,
    String who,
    Caller caller,
    String what,
    List<String> command,
    String where,
    String note,
    String id,
    Place place,
    Sequel sequel) {
  /// What a finding takes in memory beside what somebody types.
  private static final int OF_EACH = 600;

  public Finding {
    command = List.copyOf(command);
  }

  /// Of which nothing else is known yet.
  public Finding(
      Kind kind,
      Optional<Instant> time,
      String who,
      Caller caller,
      String what,
      List<String> command,
      String where,
      String note,
      String id,
      Place place) {
    this(kind, time, who, caller, what, command, where, note, id, place, Sequel.NONE);
  }

  /// The same as its audit event tells it, which knows who asked in whose name, and from where.
  Finding askedBy(String asker, Caller behind) {
    return with(asker, behind, what, command, note, sequel);
  }

  /// The same with the words of its audit event.
  Finding saying(RequestWords words) {
    return with(who, caller, words.what(), words.command(), note, sequel);
  }

  Finding leadingTo(Sequel next) {
    return with(who, caller, what, command, note, next);
  }

  /// The same, with more to say.
  Finding adding(String sentence) {
    return with(who, caller, what, command, note + sentence, sequel);
  }

  /// The same, with other words for what was done.
  Finding saying(String words) {
    return with(who, caller, words, command, note, sequel);
  }

  /// The same with as much of its command as a page shows.
  Finding shortened() {
    return with(
        who, caller, what, ShortenedCommand.of(command, ShortenedCommand.ROW), note, sequel);
  }

  private Finding with(
      String asker,
      Caller behind,
      String words,
      List<String> arguments,
      String sentence,
      Sequel next) {
    return new Finding(
        kind, time, asker, behind, words, arguments, where, sentence, id, place, next);
  }

  /// In memory, in bytes, about.
  public long size() {
    return OF_EACH
        + who.length()
        + caller.size()
        + what.length()
        + where.length()
        + note.length()
        + id.length()
        + command.stream().mapToLong(String::length).sum();
  }

  /// Empty for what is of none.
  public String namespace() {
    return namespace(where);
  }

  /// @param where namespace and name
  static String namespace(String where) {
    int slash = where.indexOf('/');
    return slash < 0 ? where : where.substring(0, slash);
  }

  public static Finding unreadable(Place place, String problem) {
    return new Finding(
        Kind.UNREADABLE,
        Optional.empty(),
        "",
        Caller.UNTOLD,
        "",
        List.of(),
        "",
        problem,
        "",
        place);
  }
}
