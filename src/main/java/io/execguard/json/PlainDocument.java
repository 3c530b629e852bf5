package io.execguard.json;

/// A document in one line of ASCII, its names and texts.
final class PlainDocument extends PlainBytes {
  private static final SpareBytes SPARE = new SpareBytes();

  private final PlainNames names;

  /// Room for a text without its escapes: as long as the document, once it is needed.
  private byte[] unescaped = new byte[0];

  PlainDocument(byte[] document, PlainNames names) {
    super(document);
    this.names = names;
  }

  /// It is read no more.
  void close() {
    if (unescaped.length > 0) {
      SPARE.giveBack(unescaped);
      unescaped = new byte[0];
    }
  }

  /// The name of a member, up to its value.
  String name() {
    require(next() == '"');
    int start = at + 1;
    int end = plainUntil(start);
    String name;
    if (document[end] == '"') {
      at = end + 1;
      name = names.name(document, start, end);
    } else {
      name = text();
    }
    expect(':');
    return name;
  }

  void skipName() {
    require(next() == '"');
    skipText();
    expect(':');
  }

  void skipText() {
    int end = plainUntil(at + 1);
    while (document[end] == '\\') {
      at = end + 1;
      escaped();
      end = plainUntil(at);
    }
    at = end + 1;
  }

  String text() {
    int start = at + 1;
    int end = plainUntil(start);
    at = end + 1;
    return document[end] == '"' ? latin(document, start, end) : unescaped(start, end);
  }

  /// @param end where the first backslash stands, behind which the text is read
  private String unescaped(int start, int end) {
    if (unescaped.length == 0) {
      unescaped = SPARE.take(document.length);
    }
    int length = 0;
    int from = start;
    int until = end;
    while (document[until] == '\\') {
      System.arraycopy(document, from, unescaped, length, until - from);
      length += until - from;
      unescaped[length++] = escaped();
      from = at;
      until = plainUntil(from);
      at = until + 1;
    }
    System.arraycopy(document, from, unescaped, length, until - from);
    return latin(unescaped, 0, length + until - from);
  }

  /// Where the quote or the backslash stands that ends a piece of a text.
  private int plainUntil(int start) {
    byte[] bytes = document;
    for (int i = start; i < bytes.length; i++) {
      byte one = bytes[i];
      if (one == '"' || one == '\\') {
        return i;
      }
      require(one >= ' ');
    }
    throw new GivenUpException();
  }

  /// What an escape means; it begins behind the backslash, and has to be one of ASCII's.
  private byte escaped() {
    require(at < document.length);
    byte kind = document[at++];
    return switch (kind) {
      case '"', '\\', '/' -> kind;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unit();
      default -> throw new GivenUpException();
    };
  }

  private byte unit() {
    expectHere('0');
    expectHere('0');
    require(at + 2 <= document.length);
    int high = Character.digit(document[at++], 16);
    int low = Character.digit(document[at++], 16);
    require(high >= 0 && high < 8 && low >= 0);
    return (byte) (high << 4 | low);
  }
}
