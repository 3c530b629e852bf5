/// A cluster as kubectl reaches it, which understands every kubeconfig: certificates, tokens and
/// login programs alike. Read [io.execguard.tool.kubectl.KubectlProgram] first.
///
/// KubectlProgramTest has how it is run and when it is stopped, KubectlNamespacesTest what counts
/// as an answer.
@NullMarked
package io.execguard.tool.kubectl;

import org.jspecify.annotations.NullMarked;
