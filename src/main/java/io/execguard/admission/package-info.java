/// The Kubernetes wire and the walk: an AdmissionReview in, a decision record and an
/// AdmissionReview out. Read [io.execguard.admission.AdmissionGate] first.
///
/// Each sentence of a denial is in DenialMessageTest, DenialReasonTest, BreakGlassHintTest,
/// GrantMessageTest and RecordingHintTest, what an allowed change says in GrantWarningsTest; what a
/// denial may offer is the policy's, in WayOutTest; its lines in MessageLinesTest; what is pasted
/// in ShellWordTest and GrantLineTest; the answer's JSON in ReplyWriterTest; the record's in
/// DecisionWriterTest, RecordWriterTest, AccessWriterTest and LabelsWriterTest, its bounds in
/// BoundedMembersTest, which commands it holds whole in RecordedCommandsTest; which commands count
/// as recorded in RecorderTest.
@NullMarked
package io.execguard.admission;

import org.jspecify.annotations.NullMarked;
