/// What every command needs that speaks to a person: exit codes, one line, tables, sentences for
/// what went wrong. Read [io.execguard.tool.terminal.ToolException] first.
///
/// LineWrapTest has where a sentence breaks, NearestTest which word was meant, ToolVersionTest what
/// `--version` says.
@NullMarked
package io.execguard.tool.terminal;

import org.jspecify.annotations.NullMarked;
