/// `exec-guard registration`: what a cluster applies for a policy, and whom an API server asks by
/// it. Rules and selectors are matched here, match conditions by CEL, which is loaded at the first
/// one. Read [io.execguard.tool.registration.RegistrationDocument] first, and
/// [io.execguard.tool.registration.Doors] for the second.
///
/// RegistrationTest has what each door does in an outage, RegistrationCommandTest and
/// RefusingConstraintsTest where one fails closed and for whose sake, EverySessionTest that no kind
/// of session is forgotten, RegistrationRoutesTest and ResourcePatternTest how Kubernetes matches a
/// rule, DoorsTest which request comes through which door, ExpressionsTest how CEL counts what is
/// absent, ExemptionExpressionsTest and NodeConditionsTest who and what is meant, OutageScopeTest
/// which namespaces an outage shuts.
@NullMarked
package io.execguard.tool.registration;

import org.jspecify.annotations.NullMarked;
