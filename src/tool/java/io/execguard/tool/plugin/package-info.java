/// `kubectl guard`: break-glass and refusals, for whoever stands before a cluster with kubectl; and
/// `exec-guard namespaces`, what a policy makes of that cluster. Read
/// [io.execguard.tool.plugin.GuardCommand] first, and [io.execguard.tool.plugin.NamespacesCommand]
/// for the second.
///
/// GuardGrantCommandTest, GuardGrantsCommandTest, GuardRevokeCommandTest and GuardWhyCommandTest
/// have a verb each, GrantJudgementTest by which policy a grant is judged, NamespacesCommandTest
/// and NamespaceAnswersTest what is said of a namespace, NamespaceRightsTest who may change one,
/// LikenessTest and NearMissesTest which label was meant, ApiAnswerTest what a person is told of
/// the API server's words.
@NullMarked
package io.execguard.tool.plugin;

import org.jspecify.annotations.NullMarked;
