/// `exec-guard report`: the auditor's page out of exported decision lines and audit events. Read
/// [io.execguard.tool.report.Report] first.
///
/// ReportCommandTest has a whole run, ReportBrokenOffTest what stays where it breaks off,
/// ReportSigningTest what a signature covers, SpillForecastTest what is told of the disk.
@NullMarked
package io.execguard.tool.report;

import org.jspecify.annotations.NullMarked;
