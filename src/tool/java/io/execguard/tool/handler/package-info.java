/// The handler that Lambda runs, on this machine: a review or an event in, what it decided out.
/// Read [io.execguard.tool.handler.Rehearsal] first.
@NullMarked
package io.execguard.tool.handler;

import org.jspecify.annotations.NullMarked;
