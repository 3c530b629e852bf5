package io.execguard.tool.report.read;

/// What is found in a source, in its order.
public interface EntryHandler {
  /// One log line or audit event.
  ///
  /// @param json UTF-8; maybe not JSON
  void entry(byte[] json, Place place);

  /// Text in which no entry can be found.
  ///
  /// @param problem for a person; holds nothing of the text
  void unreadable(Place place, String problem);

  /// A line of another log that stands among these: Lambda's own, or another part of the control
  /// plane's.
  void aside();
}
