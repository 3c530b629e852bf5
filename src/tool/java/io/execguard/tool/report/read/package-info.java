/// From bytes to entries: files, gzip, the wrappings of log pipelines. Streams of any size are read
/// once. Read [io.execguard.tool.report.read.SourceReader] first.
///
/// ReportFormsTest has the forms of files, ReportPipelinesTest the wrappings, ReportCutEventsTest
/// what is left of a line that is cut.
@NullMarked
package io.execguard.tool.report.read;

import org.jspecify.annotations.NullMarked;
