/// Files of the command line: text, YAML, JSON and HTML, reviews, and the checked policy and fleet.
/// Which folder they are a team's own in is [io.execguard.tool.files.Site], and SiteTest has it.
/// Read [io.execguard.tool.files.ConfigurationFiles] first.
@NullMarked
package io.execguard.tool.files;

import org.jspecify.annotations.NullMarked;
