/// The handler that Lambda runs, on this machine: a review or an event in, what it decided out.
/// Read [io.execguard.tool.handler.LocalDecision] first.
///
/// ReplayCommandTest has what comes of an event and of a review, GatewayTest what becomes of a
/// response that is none.
@NullMarked
package io.execguard.tool.handler;

import org.jspecify.annotations.NullMarked;
