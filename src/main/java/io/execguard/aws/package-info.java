/// The Lambda entry and the adapters to AWS. Read [io.execguard.aws.WebhookFunction] first.
@NullMarked
package io.execguard.aws;

import org.jspecify.annotations.NullMarked;
