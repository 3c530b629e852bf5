/// `exec-guard fleet`: the fleet file, read and edited with its comments kept. Read
/// [io.execguard.tool.site.FleetFile] first.
///
/// YamlListTest has how an edit keeps comments, YamlSourceTest how places are found, TextEditTest
/// that nothing else changes, FleetFileTest how the file is written.
@NullMarked
package io.execguard.tool.site;

import org.jspecify.annotations.NullMarked;
