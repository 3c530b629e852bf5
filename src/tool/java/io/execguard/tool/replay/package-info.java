/// `exec-guard replay`: events and reviews through the handler, and a table of what it decided.
/// Read [io.execguard.tool.replay.ReplayCommand] first.
@NullMarked
package io.execguard.tool.replay;

import org.jspecify.annotations.NullMarked;
