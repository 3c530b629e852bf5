/// What every command needs that speaks to a person: exit codes, one line, tables, sentences for
/// what went wrong. Read [io.execguard.tool.terminal.Trouble] first.
@NullMarked
package io.execguard.tool.terminal;

import org.jspecify.annotations.NullMarked;
