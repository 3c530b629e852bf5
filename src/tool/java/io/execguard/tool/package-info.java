/// The operator's command line: its top, and the verbs of one file. It is no part of the deployed
/// function, and nothing imports it. Read [io.execguard.tool.ExecGuard] first.
@NullMarked
package io.execguard.tool;

import org.jspecify.annotations.NullMarked;
