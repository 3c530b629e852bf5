package io.execguard.tool.report.read;

import java.util.OptionalLong;

/// Is told now and then how far the reading is.
@FunctionalInterface
public interface Progress {
  void at(String source, long bytes, OptionalLong size, long entries);
}
