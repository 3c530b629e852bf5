package io.execguard.tool.report.page;

import io.execguard.tool.report.evidence.Kind;
import java.util.List;
import java.util.stream.Stream;

/// The tables of findings, in the order of the page.
final class Chapters {
  static final List<Chapter> BREAK_GLASS =
      List.of(
          new Chapter(
              Kind.GRANT,
              "Exceptions: grants",
              "Who opened a namespace, why and until when; who took it back; and what was refused.",
              "Nobody granted break-glass.",
              "reason, time, by whom"),
          new Chapter(
              Kind.BREAK_GLASS,
              "Exceptions: sessions under break-glass",
              "Each is a session that a constraint would have denied. The name is that under which it was asked"
                  + " for: see Under another's name.",
              "No session was opened under break-glass.",
              "reason, time, granted by"),
          new Chapter(
              Kind.GRANT_UNSEEN,
              "Exceptions: grants that were used and are not on record",
              "The first session under each. It was granted before these lines begin, or past the guard.",
              "Every grant that was used is on record.",
              "reason, time, granted by"),
          new Chapter(
              Kind.LABELS,
              "Labels that took a namespace out of a constraint",
              "Whoever may patch a namespace can end what a constraint means by it.",
              "No label was changed so.",
              "constraints"));

  static final List<Chapter> ATTEMPTS =
      List.of(
          new Chapter(
              Kind.ALLOWED,
              "Population: allowed sessions",
              "Whom the guard let open what, and why: each attempt once. Commands that open no session are counted"
                  + " above. Whether a session came about, from when until when and from where, its audit event tells."
                  + " A debug container and a pod are made in a moment: who enters one does it by a request of its own.",
              "No session was allowed.",
              "why it was allowed"),
          new Chapter(
              Kind.DENIED,
              "Population: denied",
              "Each attempt once, by its first record: the same again within ten seconds counts as the same, for"
                  + " kubectl tries twice.",
              "Nothing was denied.",
              "constraint"));

  static final Chapter UNREADABLE =
      new Chapter(
          Kind.UNREADABLE,
          "Completeness: lines that could not be read",
          "They count for nothing on this page. Lines are those of the text after decompression.",
          "Every line was understood.",
          "problem");

  static final List<Chapter> RECORDINGS =
      List.of(
          new Chapter(
              Kind.TRANSCRIPT_MISSING,
              "Recorded sessions without their transcript",
              "The session came about by its audit event, and none of the logs that were given has a line of it: that"
                  + " container's log was not given, or lines were lost or taken away. A container without a shell, or"
                  + " whose log cannot be written, ends the session at once, and looks the same.",
              "Every recorded session that came about has its transcript.",
              "session"),
          new Chapter(
              Kind.TRANSCRIPT_BROKEN,
              "Transcripts of which something is missing",
              "Numbers without a line, no begin, no end: lines were lost or taken away, the recorder was killed, or"
                  + " the session goes on.",
              "Every transcript is there from its begin to its end.",
              "what is missing"),
          new Chapter(
              Kind.TRANSCRIPT_FORGED,
              "Transcripts with lines that somebody else wrote",
              "Two texts of one number, an id that was used again, lines behind the end, lines of another container's"
                  + " log: which of them are true the log cannot tell.",
              "No transcript holds a line that is not the recorder's, as far as its form, its place and its number show.",
              "what is wrong"),
          new Chapter(
              Kind.TRANSCRIPT_UNKNOWN,
              "Transcripts of sessions that no record lets in",
              "The session went past the guard, its record is missing, or somebody in the container made the lines up.",
              "Every transcript is of a session that a record lets in.",
              "session"),
          new Chapter(
              Kind.RECORDER_TYPED,
              "Sessions that the recorder's webhook did not begin",
              "Somebody typed the recorder's command, with an id of their own: what they did is on record, under a"
                  + " number that they chose. Or the record of the door recorder is missing.",
              "Every recorded session was begun by the recorder's webhook.",
              "session"),
          new Chapter(
              Kind.SESSION_TWICE,
              "Sessions with the id of another",
              "The lines of both stand under one id, and which are whose cannot be told by it.",
              "No two sessions have one id.",
              "session"),
          new Chapter(
              Kind.UNRECORDED,
              "Sessions that were let in without the recording that they need",
              "The guard makes no such record: it is forged, or another program's.",
              "None.",
              "reason"),
          new Chapter(
              Kind.TRANSCRIPT_CUT,
              "Transcripts that end at the bound of the policy",
              "The session showed more than the policy lets one session log: from there on what was typed is on"
                  + " record, and what was shown is counted.",
              "No session reached the bound.",
              "what was not logged"));

  static final String RECORDED_TITLE = "Sessions on record, and their transcripts";

  static final String RECORDED_MEANING =
      "Each session that was let in on record, and what it showed, folded in below the table: the first 64 KiB of"
          + " each, 16 MiB in all; what is open is printed. The rest shows exec-guard transcript --session, from the same logs. Where the"
          + " person entered a container with a terminal of its own, that container's log is the transcript by"
          + " itself. Without an audit event it cannot be told whether a session came about.";

  static final List<Chapter> ALL =
      Stream.of(CoverageChapters.ALL, BREAK_GLASS, ATTEMPTS, List.of(UNREADABLE))
          .flatMap(List::stream)
          .toList();

  private Chapters() {}
}
