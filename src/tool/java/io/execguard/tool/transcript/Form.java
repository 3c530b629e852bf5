package io.execguard.tool.transcript;

/// A way to write one session down: begun with what is known of it, then what it showed, then the
/// end.
interface Form extends SessionView {
  void begin(Summary summary);

  void end();
}
