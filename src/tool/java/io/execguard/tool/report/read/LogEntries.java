package io.execguard.tool.report.read;

import io.execguard.json.WrongShapeException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

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

  /// Judges what turned out not to be an entry of this log.
  default BooleanSupplier none(Place place, String problem) {
    return () -> {
      unreadable(place, problem);
      return false;
    };
  }

  /// Judges an entry, which may turn out then not to be one.
  ///
  /// @param judged throws [WrongShapeException] where it is none
  /// @param problem what is unreadable about it
  default BooleanSupplier judging(
      Runnable judged, Place place, Function<WrongShapeException, String> problem) {
    return () -> {
      try {
        judged.run();
        return true;
      } catch (WrongShapeException wrong) {
        unreadable(place, problem.apply(wrong));
        return false;
      }
    };
  }
}
