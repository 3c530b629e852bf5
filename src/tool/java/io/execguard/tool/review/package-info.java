/// `exec-guard replay`, `test` and `explain`: captured reviews, decided on this machine. Other
/// verbs have a room each. These three do one thing, and differ in what they show of it: `replay` a
/// table, `test` what is not as expected, `explain` why. In a room each they shared what a review
/// came to through `tool.handler`, which the gateway needs, too, and needs without it. Read
/// [io.execguard.tool.review.ReplayCommand] first, [io.execguard.tool.review.PolicyTestReader] for
/// the form of a test, [io.execguard.tool.review.Explained] for what is explained, and
/// [io.execguard.tool.review.Demonstration] for what `demo` plays: reviews in a row, of which each
/// finds what the one before has changed.
///
/// ReplayCommandTest, TestCommandTest and ExplainCommandTest have a verb each, ReplayFilesTest
/// which files a command line means, DemonstrationTest what is played.
@NullMarked
package io.execguard.tool.review;

import org.jspecify.annotations.NullMarked;
