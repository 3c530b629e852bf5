/// `exec-guard fleet`: the fleet file, read and edited with its comments kept. Read
/// [io.execguard.tool.fleet.FleetFile] first.
@NullMarked
package io.execguard.tool.fleet;

import org.jspecify.annotations.NullMarked;
