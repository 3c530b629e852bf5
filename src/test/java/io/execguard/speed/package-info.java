/// What the function, its start and the tool cost, as ratios of one run: the commands of
/// `src/test/speed` and the benchmarks of `src/bench`. `docs/speed.md` has what they print; read
/// [io.execguard.speed.MeasuredHandler] first.
@NullMarked
package io.execguard.speed;

import org.jspecify.annotations.NullMarked;
