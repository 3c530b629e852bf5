/// From entries to findings: which record belongs to which audit event, and what is missing. Of
/// each record no more than a digest of its id is kept, and of what a row is about what its audit
/// event says; the rows themselves wait on disk. Which requests the guard is asked about is the
/// registration's to say, which the report asks; which constraint ceased to match is the policy's.
/// Read [io.execguard.tool.report.evidence.Evidence] first.
@NullMarked
package io.execguard.tool.report.evidence;

import org.jspecify.annotations.NullMarked;
