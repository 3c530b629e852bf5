/// The Lambda entry and the adapters to AWS. Read [io.execguard.aws.WebhookFunction] first.
///
/// ProxyEventReaderTest has what of an event is read, WireTest whole answers and lines,
/// FailureTableTest what each failure answers.
@NullMarked
package io.execguard.aws;

import org.jspecify.annotations.NullMarked;
