/// JSON as a tree that knows its lines, and as one line: what every other room reads and writes
/// with. Read [io.execguard.json.Cursor] first.
///
/// JsonReaderTest and OutlineTest have what is read and what is skipped, PlainReaderTest that it is
/// the same without Jackson, JsonLineTest and JsonLengthTest how it is written and how long that
/// is, PrintableTest which characters are shown.
@NullMarked
package io.execguard.json;

import org.jspecify.annotations.NullMarked;
