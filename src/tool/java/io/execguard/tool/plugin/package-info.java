/// `kubectl guard`: break-glass and refusals, for whoever stands before a cluster with kubectl; and
/// `exec-guard namespaces`, what a policy makes of that cluster. Read
/// [io.execguard.tool.plugin.GuardCommand] first, and [io.execguard.tool.plugin.NamespacesCommand]
/// for the second.
@NullMarked
package io.execguard.tool.plugin;

import org.jspecify.annotations.NullMarked;
