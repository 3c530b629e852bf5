/// `exec-guard registration`: what a cluster applies for a policy, and whom an API server asks by
/// it. Rules and selectors are matched here, match conditions by CEL, which is loaded at the first
/// one. Read [io.execguard.tool.registration.RegistrationDocument] first, and
/// [io.execguard.tool.registration.Doors] for the second.
@NullMarked
package io.execguard.tool.registration;

import org.jspecify.annotations.NullMarked;
