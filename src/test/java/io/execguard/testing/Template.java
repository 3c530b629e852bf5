package io.execguard.testing;

import io.execguard.json.Cursor;
import io.execguard.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// A template as it stands, with the files that it includes in their places. An intrinsic function
/// is an object with one member, in whichever form it is written: `!Ref Access` and `Ref: Access`
/// are `{"!Ref": "Access"}`. Scalars are texts.
///
/// @param tree the whole of it
public record Template(Cursor tree) {
  private static final Template STACK = Template.of("template.yaml");

  /// One of the repository's, by its path.
  public static Template of(String path) {
    return new Template(Cursor.at(path, tree(node(path))));
  }

  /// A file's YAML, with its tags.
  public static Node node(String path) {
    return new Compose(LoadSettings.builder().build()).composeString(text(path)).orElseThrow();
  }

  /// Of `template.yaml`: the properties of every resource of a type, by their names.
  public static Map<String, Cursor> properties(String type) {
    return STACK.resources(type);
  }

  /// The properties of every resource of a type, by their names.
  public Map<String, Cursor> resources(String type) {
    Map<String, Cursor> found = new TreeMap<>();
    for (String name : tree.required("Resources").names()) {
      Cursor resource = tree.required("Resources").required(name);
      if (resource.text("Type").equals(type)) {
        found.put(name, resource.required("Properties"));
      }
    }
    return found;
  }

  private static Json tree(Node node) {
    Json plain =
        switch (node) {
          case MappingNode mapping -> members(mapping);
          case SequenceNode sequence ->
              new Json.Items(sequence.getValue().stream().map(Template::tree).toList(), line(node));
          case ScalarNode scalar -> new Json.Text(scalar.getValue(), line(node));
          default -> throw new AssertionError("no value: " + node);
        };
    String tag = node.getTag().getValue();
    return tag.startsWith("!") ? new Json.Members(Map.of(tag, plain), line(node)) : plain;
  }

  private static Json members(MappingNode mapping) {
    Map<String, Json> members = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      String key = ((ScalarNode) tuple.getKeyNode()).getValue();
      Json value = tree(tuple.getValueNode());
      if (key.equals("Fn::Transform")) {
        included(value).forEach((name, resource) -> put(members, name, resource));
      } else {
        put(members, key.replaceFirst("^(Fn::|(?=Ref$))", "!"), value);
      }
    }
    return new Json.Members(members, line(mapping));
  }

  private static void put(Map<String, Json> members, String name, Json value) {
    if (members.put(name, value) != null) {
      throw new AssertionError("twice: " + name);
    }
  }

  private static Map<String, Json> included(Json transform) {
    Cursor macro = Cursor.at("Fn::Transform", transform);
    if (!macro.text("Name").equals("AWS::Include")) {
      throw new AssertionError("no include: " + macro);
    }
    return tree(node(macro.required("Parameters").text("Location")))
            instanceof Json.Members(Map<String, Json> members, _)
        ? members
        : Map.of();
  }

  private static int line(Node node) {
    return node.getStartMark().orElseThrow().getLine() + 1;
  }

  private static String text(String path) {
    try {
      return Files.readString(Path.of(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
