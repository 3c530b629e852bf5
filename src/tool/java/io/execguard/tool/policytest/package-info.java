/// `exec-guard test`: the policy's own tests, from files beside it. Read
/// [io.execguard.tool.policytest.TestCommand] first.
@NullMarked
package io.execguard.tool.policytest;

import org.jspecify.annotations.NullMarked;
