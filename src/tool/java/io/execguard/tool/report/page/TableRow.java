package io.execguard.tool.report.page;

import java.util.List;
import java.util.Optional;

/// A row of a table.
///
/// @param anchor to which a link of the page leads
/// @param group what it and the rows behind it have in common, in a line of its own above it
record TableRow(List<Cell> cells, Optional<String> anchor, Optional<String> group) {
  TableRow {
    cells = List.copyOf(cells);
  }

  static TableRow of(List<Cell> cells) {
    return new TableRow(cells, Optional.empty(), Optional.empty());
  }

  TableRow at(Optional<String> name) {
    return new TableRow(cells, name, group);
  }

  TableRow headed(String heading) {
    return new TableRow(cells, anchor, Optional.of(heading));
  }

  /// @param columns of the table
  void write(int columns, Html html) {
    group.ifPresent(
        heading ->
            html.raw("<tr class=\"g\">")
                .element("th scope=\"rowgroup\" colspan=\"" + columns + "\"", heading)
                .raw("</tr>\n"));
    html.raw(anchor.map(name -> "<tr id=\"" + name + "\">").orElse("<tr>"));
    cells.forEach(cell -> cell.write(html));
    html.raw("</tr>\n");
  }
}
