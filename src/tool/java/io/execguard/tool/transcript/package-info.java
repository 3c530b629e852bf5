/// Recorded sessions out of a container's log: finds the lines of each, orders them, says what is
/// missing or forged, and shows what the person saw. It reads streams of any size once and sorts on
/// disk. Read [io.execguard.tool.transcript.Transcripts] first.
///
/// TranscriptFormsTest has the forms in which a log is handed on, TranscriptOriginTest whose log it
/// is, TranscriptHostileTest what counts as missing or forged, TranscriptCommandTest what a person
/// is shown, TranscriptExtentTest on how large a terminal, TranscriptSizeTest that memory holds
/// little of it.
@NullMarked
package io.execguard.tool.transcript;

import org.jspecify.annotations.NullMarked;
