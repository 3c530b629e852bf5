package io.execguard.tool.site;

import java.util.Comparator;
import java.util.List;

/// A part of a text and what stands there instead.
///
/// @param start offset of the part's first character
/// @param end offset behind its last
record TextEdit(int start, int end, String text) {

  static TextEdit insert(int offset, String text) {
    return new TextEdit(offset, offset, text);
  }

  static TextEdit delete(int start, int end) {
    return new TextEdit(start, end, "");
  }

  /// @param edits share no character; those of one place are made in their order
  static String apply(String text, List<TextEdit> edits) {
    StringBuilder edited = new StringBuilder();
    int done = 0;
    for (TextEdit edit : edits.stream().sorted(Comparator.comparingInt(TextEdit::start)).toList()) {
      edited.append(text, done, edit.start).append(edit.text);
      done = edit.end;
    }
    return edited.append(text, done, text.length()).toString();
  }
}
