package io.execguard.tool.report.evidence;

import java.util.Locale;

/// What is counted, in the order of the page.
public enum Count {
  LINES("decision log lines in the period"),
  RECORDS("records of decisions"),
  ATTEMPTS("attempts: what kubectl sent twice, or a node's shell passed two doors for, once"),
  ALLOWED_COMMANDS("… allowed that open no session"),
  ALLOWED_SESSIONS("… allowed that open a session"),
  BREAK_GLASS_SESSIONS("… of them under break-glass"),
  DENIED("… denied"),
  DRIFT("records of a denial at a door to which a registration that fits the policy sends none"),
  POLICIES_LEFT_OUT("records of policies beyond the first hundred, which are not listed here"),
  GRANTS_LEFT_OUT("sessions under break-glass whose grant was not looked for: there are too many"),
  PAIRS_LEFT_OUT(
      "commands of a person in a pod beyond the first 20,000 such pairs, which are not listed here"),
  SELF_TESTS("self-tests of a cluster"),
  FAILED_SELF_TESTS("… failed"),
  REJECTED("calls rejected: unknown caller, or no AdmissionReview"),
  FAILED("answers 500: an error of the function"),
  LINES_AGAIN("lines that overlapping exports hold twice: counted once"),
  LINES_OUTSIDE("decision log lines outside the period"),
  LINES_OF_OTHER_CLUSTERS("records of other clusters: left out"),
  EVENTS("audit events in the period"),
  EVENTS_OUTSIDE("audit events outside the period"),
  EVENTS_AGAIN(
      "audit events for another stage, or that overlapping exports hold twice: counted once"),
  EVENTS_JUDGED("events of requests that the guard is asked about"),
  EVENTS_RECORDED("… with all their records"),
  EVENTS_RECORD_OUTSIDE("… whose record would be outside the decision log's time: not compared"),
  EVENTS_UNCOMPARED("… with a record's id, and there are no decisions to compare"),
  EVENTS_FORBIDDEN("… forbidden by RBAC before the guard is asked"),
  EVENTS_REFUSED(
      "… refused by the API server for another reason, or a dry run: nothing was opened"),
  EVENTS_UNANSWERED("… refused because the guard did not answer"),
  EVENTS_UNTOLD(
      "events of new pods without a record: whether they had to be asked about cannot be told"
          + " from the event"),
  NAMESPACES_UNTOLD(
      "changes of namespaces without a record: whether labels or break-glass changed cannot be told"
          + " from the event"),
  EVENTS_CUT("events that are cut by the log, and judged by what stands before the cut"),
  RECORDS_TWINNED("records whose audit event is there"),
  RECORDS_OUTSIDE("records outside the audit log's time: not compared"),
  LINES_ASIDE("lines of other logs among them, left aside"),
  RECORDED_SESSIONS("sessions that were let in on record"),
  RECORDED_BY_LOG(
      "… of them into a container whose own log is the transcript: it was not looked at"),
  RECORDINGS_UNTOLD("… without a transcript, and no audit event tells whether they came about"),
  RECORDINGS_OUTSIDE("… whose begin would be before the decision log's time: not compared"),
  RECORDINGS_LEFT_OUT("… beyond those that one report looks at: report a shorter time"),
  TRANSCRIPTS("sessions of which the containers' logs hold lines"),
  TRANSCRIPTS_OUTSIDE("… that begin outside the decision log's time: not compared"),
  TRANSCRIPTS_UNCOMPARED("… and there are no decisions to compare");

  private final String sentence;

  Count(String sentence) {
    this.sentence = sentence;
  }

  /// As [Kind#isOfRecordings].
  public boolean isOfRecordings() {
    return compareTo(LINES_ASIDE) > 0;
  }

  public String sentence() {
    return sentence;
  }

  /// As `--output json` has it.
  public String word() {
    String[] words = name().toLowerCase(Locale.ROOT).split("_", -1);
    StringBuilder word = new StringBuilder(words[0]);
    for (int i = 1; i < words.length; i++) {
      word.append(Character.toUpperCase(words[i].charAt(0))).append(words[i].substring(1));
    }
    return word.toString();
  }
}
