/// `kubectl guard`: break-glass and refusals, for whoever stands before a cluster with kubectl.
/// Read [io.execguard.tool.plugin.GuardCommand] first.
@NullMarked
package io.execguard.tool.plugin;

import org.jspecify.annotations.NullMarked;
