/// README.md, and what it leads to in `docs`: each page is held against what there is. Read
/// [ManualTest] first.
@NullMarked
package io.execguard.manual;

import org.jspecify.annotations.NullMarked;
