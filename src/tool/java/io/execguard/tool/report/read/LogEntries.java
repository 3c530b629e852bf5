package io.execguard.tool.report.read;

import java.util.function.BooleanSupplier;

/// Reads what is found in a source, and judges it in its order.
public interface LogEntries {
  /// Reads one log line or audit event, in whatever thread: it changes nothing.
  ///
  /// @param json UTF-8; maybe not JSON
  /// @return judges it, once all before it are judged; whether it was understood
  BooleanSupplier read(byte[] json, Place place);

  /// As [EntryHandler#unreadable].
  void unreadable(Place place, String problem);

  /// As [EntryHandler#aside].
  void aside();
}
