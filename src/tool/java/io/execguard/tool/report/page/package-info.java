/// From findings to a page and to JSON. Read [io.execguard.tool.report.page.Page] first.
@NullMarked
package io.execguard.tool.report.page;

import org.jspecify.annotations.NullMarked;
