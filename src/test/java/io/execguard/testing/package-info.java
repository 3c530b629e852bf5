/// What the tests of several rooms share.
@NullMarked
package io.execguard.testing;

import org.jspecify.annotations.NullMarked;
