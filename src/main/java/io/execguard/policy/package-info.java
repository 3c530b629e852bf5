/// The rules, pure: what is asked, what the namespace says, what is decided. Nothing here reads a
/// clock, a file or a wire. Read [io.execguard.policy.Policy] first.
@NullMarked
package io.execguard.policy;

import org.jspecify.annotations.NullMarked;
