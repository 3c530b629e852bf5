/// The rules, pure: what is asked, what the namespace says, what is decided. Nothing here reads a
/// clock, a file or a wire. Read [io.execguard.policy.Policy] first.
///
/// PolicyTest has what the constraints decide together, ConstraintTest and MatchTest what one says,
/// ExemptionsTest and GrantReviewerTest whom it lets through and who may grant, NodeAccessTest what
/// reaches the node, RecordingTest what counts as recorded, RecorderSettingsTest and QuantityTest
/// the recorder's bounds, DoorTest what is answered without labels, GrantTest and GrantForTest what
/// a namespace's break-glass is and whom it lets in, WayOutTest what a denial may offer, PersonTest
/// who is whom, DecisionInputTest what is worked out once for all of them.
@NullMarked
package io.execguard.policy;

import org.jspecify.annotations.NullMarked;
