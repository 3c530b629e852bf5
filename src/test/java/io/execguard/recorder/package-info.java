/// The recorder, a shell script, held against what it promises: [RecorderTest] with the shells of
/// this machine, [RecorderIT] in containers.
@NullMarked
package io.execguard.recorder;

import org.jspecify.annotations.NullMarked;
