package io.execguard.tool.report;

/// Where findings go.
interface Findings {
  void add(Finding finding);
}
