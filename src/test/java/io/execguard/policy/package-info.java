/// What the rules promise, a test class for each rule. Read [io.execguard.policy.PolicyTest] first.
@NullMarked
package io.execguard.policy;

import org.jspecify.annotations.NullMarked;
