/// Files of the command line: text, YAML, JSON and HTML, reviews, and the checked policy and fleet.
/// Read [io.execguard.tool.files.ConfigurationFiles] first.
@NullMarked
package io.execguard.tool.files;

import org.jspecify.annotations.NullMarked;
