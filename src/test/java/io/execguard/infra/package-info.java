/// The scripts of `infra/`, run beside an AWS that a script plays. The whole way of those that
/// deploy and register is `io.execguard.cluster.DeploymentIT`'s.
@NullMarked
package io.execguard.infra;

import org.jspecify.annotations.NullMarked;
