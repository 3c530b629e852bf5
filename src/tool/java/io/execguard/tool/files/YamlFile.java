package io.execguard.tool.files;

import io.execguard.json.Cursor;
import io.execguard.json.Json;
import io.execguard.tool.terminal.Trouble;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/// YAML 1.2 as the tree that the function's own readers take, each value with its line.
public final class YamlFile {
  private static final int DEEPEST = 50;

  /// Values, aliases followed: a dozen lines of them multiply to more than fits any memory. A
  /// thousand constraints need a twentieth.
  private static final int MOST = 1_000_000;

  private static final String NAME = "the file";

  private final Path file;
  private int values;

  private YamlFile(Path file) {
    this.file = file;
  }

  public static Cursor read(Path file) {
    return read(file, TextFile.text(file));
  }

  /// Each document of a file that may hold several.
  public static List<Cursor> documents(Path file) {
    YamlFile reader = new YamlFile(file);
    return reader.compose(TextFile.text(file)).stream().map(reader::root).toList();
  }

  /// A text as the file would be read if it held it.
  public static Cursor read(Path file, String text) {
    return new YamlFile(file).document(text);
  }

  /// A mistake as it is shown: `FILE:LINE: sentence`.
  ///
  /// @param sentence begins with the path of a place in the document
  public static String mistake(Path file, int line, String sentence) {
    String inside = NAME + ".";
    return file
        + ":"
        + line
        + ": "
        + (sentence.startsWith(inside) ? sentence.substring(inside.length()) : sentence);
  }

  private Cursor document(String text) {
    List<Node> documents = compose(text);
    if (documents.size() != 1) {
      throw new Trouble(
          file + (documents.isEmpty() ? " is empty" : " holds more than one document"));
    }
    return root(documents.getFirst());
  }

  private Cursor root(Node document) {
    return Cursor.at(NAME, tree(document, line(document), 0));
  }

  private List<Node> compose(String text) {
    try {
      LoadSettings settings =
          LoadSettings.builder().setLabel(file.toString()).setAllowNonScalarKeys(true).build();
      List<Node> documents = new ArrayList<>();
      new Compose(settings).composeAllFromString(text).forEach(documents::add);
      return documents;
    } catch (MarkedYamlEngineException e) {
      throw wrong(
          e.getProblemMark().map(Mark::getLine).orElse(-1) + 1,
          "this is no YAML: " + e.getProblem());
    } catch (YamlEngineException e) {
      throw new Trouble(
          file + " is no YAML: " + String.valueOf(e.getMessage()).replaceAll("\\s*\n\\s*", " "));
    }
  }

  private Json tree(Node node, int line, int depth) {
    if (node.isRecursive()) {
      throw wrong(line, "an alias in this stands for what it is itself in; write it out");
    }
    if (depth > DEEPEST) {
      throw wrong(line, "this is nested more than " + DEEPEST + " deep");
    }
    if (++values > MOST) {
      throw wrong(line, "aliases multiply to more than " + MOST + " values; write it out");
    }
    return switch (node) {
      case MappingNode mapping -> members(mapping, line, depth);
      case SequenceNode sequence ->
          new Json.Items(
              sequence.getValue().stream().map(item -> tree(item, line(item), depth + 1)).toList(),
              line);
      case ScalarNode scalar -> scalar(scalar, line);
      default -> throw wrong(line, "this is no value");
    };
  }

  private Json members(MappingNode mapping, int line, int depth) {
    Map<String, Json> members = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      int keyLine = line(tuple.getKeyNode());
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        throw wrong(keyLine, "a key here is a list or an object; it has to be a word");
      }
      if (members.put(key.getValue(), tree(tuple.getValueNode(), keyLine, depth + 1)) != null) {
        throw wrong(keyLine, "the key " + key.getValue() + " stands here twice");
      }
    }
    return new Json.Members(members, line);
  }

  private static Json scalar(ScalarNode scalar, int line) {
    String text = scalar.getValue();
    Tag tag = scalar.getTag();
    if (tag.equals(Tag.NULL)) {
      return new Json.Null(line);
    }
    if (tag.equals(Tag.BOOL)) {
      return new Json.Flag(text.equalsIgnoreCase("true"), line);
    }
    return tag.equals(Tag.INT) || tag.equals(Tag.FLOAT)
        ? new Json.Digits(text, line)
        : new Json.Text(text, line);
  }

  private Trouble wrong(int line, String problem) {
    return new Trouble(mistake(file, line, problem));
  }

  private static int line(Node node) {
    Optional<Mark> mark = node.getStartMark();
    return mark.map(Mark::getLine).orElse(-1) + 1;
  }
}
