/// JSON as a tree that knows its lines, and as one line: what every other room reads and writes
/// with. Read [io.execguard.json.Cursor] first.
@NullMarked
package io.execguard.json;

import org.jspecify.annotations.NullMarked;
