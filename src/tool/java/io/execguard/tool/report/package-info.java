/// The auditor's page: exported decision lines and audit events in, findings out. It reads streams
/// of any size once, and keeps of each record no more than a digest of its id; of a session on
/// record what its transcript is held against. Read [io.execguard.tool.report.Report] first.
@NullMarked
package io.execguard.tool.report;

import org.jspecify.annotations.NullMarked;
