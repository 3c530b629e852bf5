package io.execguard.tool.fleet;

import java.util.Comparator;
import java.util.List;

/// A part of a text and what stands there instead.
///
/// @param start offset of the part's first character
/// @param end offset behind its last
record Edit(int start, int end, String text) {

  static Edit insert(int offset, String text) {
    return new Edit(offset, offset, text);
  }

  static Edit delete(int start, int end) {
    return new Edit(start, end, "");
  }

  /// @param edits share no character; those of one place are made in their order
  static String apply(String text, List<Edit> edits) {
    StringBuilder edited = new StringBuilder();
    int done = 0;
    for (Edit edit : edits.stream().sorted(Comparator.comparingInt(Edit::start)).toList()) {
      edited.append(text, done, edit.start).append(edit.text);
      done = edit.end;
    }
    return edited.append(text, done, text.length()).toString();
  }
}
