/// The Kubernetes wire and the walk: an AdmissionReview in, a decision record and an
/// AdmissionReview out. Read [io.execguard.admission.AdmissionGate] first.
///
/// Each sentence of a denial is in DenialMessageTest, DenialReasonTest, BreakGlassHintTest,
/// GrantMessageTest and RecordingHintTest; the answer's JSON in ReplyWriterTest; the record's in
/// DecisionWriterTest, RecordWriterTest and AccessWriterTest, its bounds in BoundedMembersTest;
/// which commands count as recorded in RecorderTest.
@NullMarked
package io.execguard.admission;

import org.jspecify.annotations.NullMarked;
