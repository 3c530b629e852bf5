/// From findings to a page and to JSON. Read [io.execguard.tool.report.page.Page] first.
///
/// ReportCommandTest has the page and the JSON of a whole run, ReportCsvTest its tables,
/// AgreementTest that they say one thing, ReportRowsTest the rows, ReportActionsTest what one
/// person did and what was done in one pod, FirstScreenTest what the first screen leads to,
/// TimelineScaleTest where a time lies in the picture.
@NullMarked
package io.execguard.tool.report.page;

import org.jspecify.annotations.NullMarked;
