/// The operator's command line: its top, and the verbs of one file. It is no part of the deployed
/// function, and nothing imports it. Read [io.execguard.tool.ExecGuard] first.
///
/// HelpTest and MistakesTest have what each command says of itself and of what is mistyped,
/// LauncherTest what the launcher builds and starts, SchemasTest what the editors' schemas say of
/// policy and fleet. A command's own test has its name.
@NullMarked
package io.execguard.tool;

import org.jspecify.annotations.NullMarked;
