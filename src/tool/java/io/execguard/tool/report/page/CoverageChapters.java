package io.execguard.tool.report.page;

import io.execguard.tool.report.evidence.Kind;
import java.util.List;

/// The tables of what the audit events say that the records do not.
final class CoverageChapters {
  static final List<Chapter> ALL =
      List.of(
          new Chapter(
              Kind.BYPASS,
              "Bypass: past the guard",
              "Requests that the API server carried out without asking the guard: the audit event has no record's"
                  + " id. Look for a change of the registration before them. Of a debug container it can also be a"
                  + " change that added none.",
              "Every request that was carried out has a record's id or says that the guard did not answer.",
              "answer"),
          new Chapter(
              Kind.NAMESPACE_CHANGED,
              "Bypass: namespaces changed past the guard",
              "A label that the policy on record selects by, or break-glass, was changed without asking the guard: the"
                  + " audit event has no record's id. Without a policy's text each label counts. A change that wrote"
                  + " what was there looks the same. Which constraint ceased to match is told by the policy in force, where its"
                  + " text is among the records and is that of its digest, and by the labels that the events and records before"
                  + " the change show.",
              "No label that decides and no break-glass was changed without the guard.",
              "change, and what followed"),
          new Chapter(
              Kind.FAILED_OPEN,
              "Fail-open: let pass while the guard did not answer",
              "The registration says Ignore for these doors, so that an outage stops no single command, and no session"
                  + " that no constraint means. There is no record of them.",
              "None.",
              "doors"),
          new Chapter(
              Kind.UNANSWERED,
              "Fail-closed: refused while the guard did not answer",
              "The registration says Fail for these doors: in an outage nobody opens a session in production. There"
                  + " is no record of them.",
              "None.",
              "answer"),
          new Chapter(
              Kind.RECORD_MISSING,
              "Completeness: audit events whose record is missing",
              "The guard answered, and its record is not among these lines: the export has a gap, or lines were"
                  + " lost or taken away. Or another event names the same record, and it is of one of both.",
              "Every record that an audit event names is there.",
              "missing"),
          new Chapter(
              Kind.EVENT_MISSING,
              "Completeness: records without an audit event",
              "One of four, which cannot be told apart by the record where its row says no more: it is forged by somebody who knows the"
                  + " webhook's address; EKS dropped its audit event for being larger than 256 KB; it lost it,"
                  + " for it delivers its audit log by best effort; or the answer came too late, and the API server had"
                  + " given up. A gap in the audit log's export looks the same.",
              "Every record has the audit event that names it.",
              "hint"),
          new Chapter(
              Kind.REGISTRATION,
              "Changes of the guard's registration",
              "Every change of the registrations named exec-guard that the audit log has, and of all registrations"
                  + " at once. From a delete to the next create the guard was switched off; of a create without a"
                  + " delete before it nobody knows here for how long. A patch or an update can switch it off as"
                  + " well: look for requests past the guard behind it.",
              "No change of the registration is in the audit events.",
              "outcome"),
          new Chapter(
              Kind.IMPERSONATED,
              "Under another's name",
              "Sessions, new pods, tokens of service accounts, and changes of namespaces, RBAC and the registration:"
                  + " who asked for them in whose name. In one's own name it can be with other groups. A record has the"
                  + " name alone; rows of it have both where its event is there.",
              "Nobody acted under another's name.",
              "answer"),
          new Chapter(
              Kind.CUT_UNTOLD,
              "Sessions whose event is cut before it says whether the guard was asked",
              "The API server carried them out, and writes the guard's annotations last: a record's id can have stood"
                  + " behind the cut. Look for the record of that person, pod and time.",
              "No event of a session is cut before it.",
              "answer"),
          new Chapter(
              Kind.CUT,
              "Completeness: cut by the log",
              "EKS cuts an audit event at 256 KiB, and the API server leaves out objects that are too large. They are"
                  + " judged by what stands before the cut: verb, address, user and, where it stands there, answer."
                  + " Without a time they count as of this period.",
              "No event is cut.",
              "answer"));

  private CoverageChapters() {}
}
