package io.execguard.tool.site;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.scanner.ScannerImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;
import org.snakeyaml.engine.v2.tokens.Token;

/// The text of a YAML file that [YamlFile] has read, with the places of its nodes and pieces. What
/// is between the pieces is white space and comments.
final class YamlSource {
  private static final Set<Token.ID> PROPERTIES =
      Set.of(Token.ID.Anchor, Token.ID.Alias, Token.ID.Tag);

  private final String text;
  private final int[] offsets;
  private final List<Piece> pieces = new ArrayList<>();
  private final MappingNode root;

  /// A token that has characters of its own.
  record Piece(Token.ID kind, int start, int end) {
    boolean is(Token.ID other) {
      return kind == other;
    }

    /// Whether it ties the place to another one, or names its type.
    boolean isProperty() {
      return PROPERTIES.contains(kind);
    }
  }

  /// @param text an object in one document
  YamlSource(String text) {
    this.text = text;
    this.offsets = offsets(text);
    LoadSettings settings = LoadSettings.builder().setAllowNonScalarKeys(true).build();
    this.root = (MappingNode) new Compose(settings).composeString(text).orElseThrow();
    ScannerImpl tokens = new ScannerImpl(settings, new StreamReader(settings, text));
    while (tokens.hasNext()) {
      Token token = tokens.next();
      Piece piece =
          new Piece(token.getTokenId(), offset(token.getStartMark()), offset(token.getEndMark()));
      if (piece.start < piece.end) {
        pieces.add(piece);
      }
    }
  }

  /// YAML's marks count code points, a text counts UTF-16's units.
  private static int[] offsets(String text) {
    int[] offsets = new int[text.codePointCount(0, text.length()) + 1];
    for (int i = 1; i < offsets.length; i++) {
      offsets[i] = text.offsetByCodePoints(offsets[i - 1], 1);
    }
    return offsets;
  }

  private int offset(Optional<Mark> mark) {
    return offsets[mark.orElseThrow().getIndex()];
  }

  String text() {
    return text;
  }

  MappingNode root() {
    return root;
  }

  int start(Node node) {
    return offset(node.getStartMark());
  }

  /// Behind the node's last character. A block's own mark is where the next piece begins, with
  /// comments in between.
  int end(Node node) {
    int mark = offset(node.getEndMark());
    int end = start(node);
    for (Piece piece : pieces) {
      if (piece.start >= end && piece.start < mark) {
        end = piece.end;
      }
    }
    return text.substring(0, end).stripTrailing().length();
  }

  int column(Node node) {
    return node.getStartMark().orElseThrow().getColumn();
  }

  /// The last piece of a kind that ends before the offset or at it.
  Piece last(Token.ID kind, int offset) {
    return pieces.stream()
        .filter(piece -> piece.is(kind) && piece.end <= offset)
        .reduce((_, later) -> later)
        .orElseThrow();
  }

  /// The first piece from the offset on.
  Optional<Piece> next(int offset) {
    return pieces.stream().filter(piece -> piece.start >= offset).findFirst();
  }

  boolean hasProperty(int start, int end) {
    return pieces.stream()
        .anyMatch(piece -> piece.isProperty() && piece.start >= start && piece.start < end);
  }

  int lineStart(int offset) {
    int start = offset;
    while (start > 0 && !isBreak(start - 1)) {
      start--;
    }
    return start;
  }

  /// Where the line's break is, or the end of the text.
  int lineEnd(int offset) {
    int end = offset;
    while (end < text.length() && !isBreak(end)) {
      end++;
    }
    return end;
  }

  /// Where the next line begins, or the end of the text.
  int nextLine(int offset) {
    int end = lineEnd(offset);
    return text.startsWith("\r\n", end) ? end + 2 : Math.min(end + 1, text.length());
  }

  int line(int offset) {
    int line = 1;
    for (int at = nextLine(0); at <= offset && at < text.length(); at = nextLine(at)) {
      line++;
    }
    return line;
  }

  /// The first line's break, for lines that are new.
  String lineBreak() {
    String first = text.substring(lineEnd(0), nextLine(0));
    return first.isEmpty() ? "\n" : first;
  }

  boolean isBlank(int start, int end) {
    return text.substring(start, end).isBlank();
  }

  private boolean isBreak(int offset) {
    char character = text.charAt(offset);
    return character == '\n' || character == '\r';
  }
}
