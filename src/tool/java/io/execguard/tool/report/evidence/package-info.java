/// From entries to findings: which record belongs to which audit event, and what is missing. Of
/// each record no more than a digest of its id is kept, and of what a row is about what its audit
/// event says; the rows themselves wait on disk. Which requests the guard is asked about is the
/// registration's to say, which the report asks; which constraint ceased to match is the policy's.
/// Read [io.execguard.tool.report.evidence.Evidence] first.
///
/// ReportEvasionTest has what somebody can do to stay out of it, ReportBestEffortTest what "none"
/// is worth. What is read of an event is in AuditEventReaderTest, RequestPathTest, RequestUriTest
/// and RequestWordsTest, which records and events are one in AttemptsTest, TellerTest,
/// DecisionAnalysisTest and RecordingsTest, what must have a record in WebhookScopeTest, how grave
/// a finding is in SeverityTest, which rows are kept in FindingTableTest and TablesTest, whose
/// actions are listed in ActionListsTest, that one request is one action in ReportActionCountsTest,
/// what followed in LaterFindingsTest and AllowedLaterTest.
@NullMarked
package io.execguard.tool.report.evidence;

import org.jspecify.annotations.NullMarked;
