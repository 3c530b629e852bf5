package io.execguard.tool.site;

import io.execguard.tool.site.YamlSource.Piece;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.tokens.Token;

/// A list in the text of a YAML file, and the edits that change an item of it and nothing else.
final class YamlList {
  private final YamlSource source;
  private final SequenceNode list;

  /// What is added: its lines in a block, and what it is between brackets.
  record Item(List<String> lines, String flow) {
    Item(String flow) {
      this(List.of(flow), flow);
    }
  }

  YamlList(YamlSource source, SequenceNode list) {
    this.source = source;
    this.list = list;
  }

  boolean isFlow() {
    return list.getFlowStyle() == FlowStyle.FLOW;
  }

  int size() {
    return list.getValue().size();
  }

  Node item(int index) {
    return list.getValue().get(index);
  }

  /// Behind the last item.
  List<TextEdit> add(Item item) {
    if (!isFlow()) {
      int column = dash(size() - 1).start() - source.lineStart(dash(size() - 1).start());
      int last = behindDeeperComments(source.lineEnd(source.end(list)), column);
      return List.of(TextEdit.insert(last, block(item, column, source.lineBreak())));
    }
    if (size() == 0) {
      return List.of(TextEdit.insert(source.start(list) + 1, item.flow));
    }
    return addFlow(item.flow);
  }

  /// An item as lines of a block, a line break before each.
  static String block(Item item, int column, String lineBreak) {
    String indent = lineBreak + " ".repeat(column);
    return indent + "- " + String.join(indent + "  ", item.lines);
  }

  /// Comments deeper than the dash say something of the last item; others stay behind the new one.
  private int behindDeeperComments(int lineEnd, int column) {
    int end = lineEnd;
    while (true) {
      int next = source.nextLine(end);
      String line = source.text().substring(next, source.lineEnd(next));
      if (!line.stripLeading().startsWith("#") || line.indexOf('#') <= column) {
        return end;
      }
      end = source.lineEnd(next);
    }
  }

  private List<TextEdit> addFlow(String item) {
    int start = source.start(item(size() - 1));
    int end = source.end(item(size() - 1));
    Optional<Piece> comma = comma(end);
    int behind = comma.map(Piece::end).orElse(end);
    if (!hasOwnLines(start, behind)) {
      return List.of(TextEdit.insert(behind, (comma.isEmpty() ? ", " : " ") + item));
    }
    List<TextEdit> edits = new ArrayList<>();
    if (comma.isEmpty()) {
      edits.add(TextEdit.insert(end, ","));
    }
    String indent = source.text().substring(source.lineStart(start), start);
    edits.add(
        TextEdit.insert(
            source.lineEnd(behind),
            source.lineBreak() + indent + item + (comma.isEmpty() ? "" : ",")));
    return edits;
  }

  /// With the comments in its lines. Those above it and below it stay.
  List<TextEdit> remove(int index) {
    int start = source.start(item(index));
    int end = source.end(item(index));
    if (isFlow()) {
      return removeFlow(index, start, end);
    }
    return List.of(TextEdit.delete(source.lineStart(dash(index).start()), source.nextLine(end)));
  }

  private List<TextEdit> removeFlow(int index, int start, int end) {
    List<TextEdit> edits = new ArrayList<>();
    Optional<Piece> comma = comma(end);
    int from = start;
    if (comma.isEmpty() && index > 0) {
      Piece before = source.last(Token.ID.FlowEntry, start);
      edits.add(TextEdit.delete(before.start(), before.end()));
      from = source.lineStart(start) <= before.end() ? before.end() : start;
    }
    int behind = comma.map(Piece::end).orElse(end);
    edits.add(
        hasOwnLines(start, behind)
            ? TextEdit.delete(source.lineStart(start), source.nextLine(behind))
            : TextEdit.delete(from, comma.isEmpty() ? behind : behindSpaces(behind)));
    return edits;
  }

  TextEdit replace(int index, String text) {
    return new TextEdit(source.start(item(index)), source.end(item(index)), text);
  }

  private Piece dash(int index) {
    return source.last(Token.ID.BlockEntry, source.start(item(index)));
  }

  private Optional<Piece> comma(int offset) {
    return source.next(offset).filter(piece -> piece.is(Token.ID.FlowEntry));
  }

  /// Whether nothing but white space and comments stands beside it in its lines.
  private boolean hasOwnLines(int start, int end) {
    return source.isBlank(source.lineStart(start), start)
        && source.next(end).stream().allMatch(piece -> piece.start() > source.lineEnd(end));
  }

  private int behindSpaces(int offset) {
    int end = offset;
    while (end < source.text().length() && source.text().charAt(end) == ' ') {
      end++;
    }
    return end;
  }
}
