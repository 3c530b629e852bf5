/// `exec-guard report`: the auditor's page out of exported decision lines and audit events. Read
/// [io.execguard.tool.report.Report] first.
@NullMarked
package io.execguard.tool.report;

import org.jspecify.annotations.NullMarked;
