package io.execguard.tool.report.page;

/// Something that is folded in until somebody opens it, or follows a link to it.
final class Fold {
  private Fold() {}

  /// The anchor is inside: a browser opens what holds the place to which a link leads, and not that
  /// place itself.
  static void begin(String anchor, String summary, Html html) {
    html.raw("<details>").element("summary", summary);
    html.raw("\n<div id=\"" + anchor + "\">\n");
  }

  static void end(Html html) {
    html.raw("</div></details>\n");
  }
}
