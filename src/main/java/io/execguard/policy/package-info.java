/// The rules, pure: what is asked, what the namespace says, what is decided. Nothing here reads a
/// clock, a file or a wire. Read [io.execguard.policy.Policy] first.
///
/// PolicyTest has what the constraints decide together, ConstraintTest and MatchTest what one says,
/// ExemptionsTest and GrantReviewerTest whom it lets through and who may grant, NodeAccessTest what
/// reaches the node, RecordingTest what counts as recorded, RecorderSettingsTest the recorder's
/// bounds, DecisionInputTest what is worked out once for all of them.
@NullMarked
package io.execguard.policy;

import org.jspecify.annotations.NullMarked;
