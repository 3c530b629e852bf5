/// `exec-guard explain`: why a review is decided as it is. Read
/// [io.execguard.tool.explain.ExplainCommand] first.
@NullMarked
package io.execguard.tool.explain;

import org.jspecify.annotations.NullMarked;
