/// `exec-guard init`, `site` and `fleet`: a team's own folder, what it says of the stack, its fleet
/// file, read and edited with its comments kept, and the function that a release deploys for it.
/// Read [io.execguard.tool.site.SiteFolder] and [io.execguard.tool.site.FleetFile] first.
///
/// Which site a command takes is [io.execguard.tool.files.Site]'s. InitCommandTest has what a new
/// one holds and how an edited checkout becomes one, SiteParametersTest which parameters are
/// refused, ReleasedFunctionTest which function is. YamlListTest has how an edit keeps comments,
/// YamlSourceTest how places are found, TextEditTest that nothing else changes, FleetFileTest how
/// the file is written.
@NullMarked
package io.execguard.tool.site;

import org.jspecify.annotations.NullMarked;
