/// The Lambda entry and the adapters to AWS. Read [io.execguard.aws.WebhookFunction] first.
///
/// ProxyEventReaderTest has what of an event is read, WireTest whole answers and lines,
/// FailureTableTest what each failure answers, EksFaultsTest what a failure of EKS means for a
/// lookup, which is EksProblem's.
@NullMarked
package io.execguard.aws;

import org.jspecify.annotations.NullMarked;
