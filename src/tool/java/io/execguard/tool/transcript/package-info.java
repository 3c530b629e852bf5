/// Recorded sessions out of a container's log: finds the lines of each, orders them, says what is
/// missing or forged, and shows what the person saw. It reads streams of any size once and sorts on
/// disk. Read [io.execguard.tool.transcript.Transcripts] first.
@NullMarked
package io.execguard.tool.transcript;

import org.jspecify.annotations.NullMarked;
