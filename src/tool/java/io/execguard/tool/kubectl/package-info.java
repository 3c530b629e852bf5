/// A cluster as kubectl reaches it, which understands every kubeconfig: certificates, tokens and
/// login programs alike. Read [io.execguard.tool.kubectl.KubectlProgram] first.
@NullMarked
package io.execguard.tool.kubectl;

import org.jspecify.annotations.NullMarked;
