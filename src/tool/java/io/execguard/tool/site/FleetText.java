package io.execguard.tool.site;

import io.execguard.configuration.Cluster;
import io.execguard.tool.files.YamlFile;
import io.execguard.tool.site.YamlSource.Piece;
import io.execguard.tool.terminal.ToolException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.tokens.Token;

/// The text of a fleet file that is valid, and what it becomes by an edit: every character outside
/// of the edited place stays as it is.
final class FleetText {
  private final Path file;
  private final YamlSource source;
  private final NodeTuple clusters;

  /// @param file for messages
  FleetText(Path file, String text) {
    this.file = file;
    this.source = new YamlSource(text);
    this.clusters = member(source.root(), "clusters");
  }

  /// With a cluster at the end of the list.
  String with(Cluster cluster) {
    requireOwnText(clusters);
    boolean isFlow = source.root().getFlowStyle() == FlowStyle.FLOW;
    YamlList.Item entry = FleetEntry.of(cluster);
    Optional<YamlList> list = list();
    if (list.isPresent() && (isFlow || !isEmptyBrackets(list.get()))) {
      return edited(list.get().add(like(list.get(), entry)));
    }
    Node value = clusters.getValueNode();
    int colon = colon(clusters).end();
    if (isFlow) {
      return edited(List.of(new TextEdit(colon, source.end(value), " [" + entry.flow() + "]")));
    }
    return edited(
        List.of(
            TextEdit.delete(
                source.isBlank(colon, source.start(value)) ? colon : source.start(value),
                source.end(value)),
            TextEdit.insert(
                source.lineEnd(source.end(value)),
                YamlList.block(entry, source.column(clusters.getKeyNode()), source.lineBreak()))));
  }

  /// Without a cluster.
  ///
  /// @param index of its entry
  String without(int index) {
    requireOwnText(clusters);
    YamlList list = list().orElseThrow();
    requireNoProperties(source.start(list.item(index)), source.end(list.item(index)));
    List<TextEdit> edits = new ArrayList<>(list.remove(index));
    if (list.size() == 1 && !list.isFlow()) {
      edits.add(TextEdit.insert(colon(clusters).end(), " []"));
    }
    return edited(edits);
  }

  /// With other tokens.
  ///
  /// @param index of the cluster's entry
  String with(int index, TokenChange change) {
    NodeTuple tokens = member((MappingNode) list().orElseThrow().item(index), "tokens");
    SequenceNode node = (SequenceNode) tokens.getValueNode();
    requireNoProperties(colon(tokens).end(), source.end(node));
    YamlList list = new YamlList(source, node);
    List<TextEdit> edits = new ArrayList<>();
    change.replaced().forEach((at, hash) -> edits.add(list.replace(at, FleetEntry.quoted(hash))));
    change.removed().forEach(at -> edits.addAll(list.remove(at)));
    change
        .added()
        .forEach(hash -> edits.addAll(list.add(new YamlList.Item(FleetEntry.quoted(hash)))));
    return edited(edits);
  }

  private String edited(List<TextEdit> edits) {
    return TextEdit.apply(source.text(), edits);
  }

  /// Absent where nothing or null stands behind the colon.
  private Optional<YamlList> list() {
    return clusters.getValueNode() instanceof SequenceNode sequence
        ? Optional.of(new YamlList(source, sequence))
        : Optional.empty();
  }

  private boolean isEmptyBrackets(YamlList list) {
    int start = source.start(clusters.getValueNode());
    int end = source.end(clusters.getValueNode());
    return list.size() == 0 && source.lineEnd(start) >= end && source.isBlank(start + 1, end - 1);
  }

  /// In one line where the entry above is.
  private static YamlList.Item like(YamlList list, YamlList.Item entry) {
    return list.size() > 0
            && list.item(list.size() - 1) instanceof MappingNode last
            && last.getFlowStyle() == FlowStyle.FLOW
        ? new YamlList.Item(entry.flow())
        : entry;
  }

  /// The reader has made sure that it is there.
  private static NodeTuple member(MappingNode object, String name) {
    return object.getValue().stream()
        .filter(
            tuple -> tuple.getKeyNode() instanceof ScalarNode key && key.getValue().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /// Behind a key.
  private Piece colon(NodeTuple member) {
    int key = source.end(member.getKeyNode());
    return source
        .next(key)
        .filter(piece -> piece.is(Token.ID.Value))
        .orElseThrow(() -> byHand(key));
  }

  private void requireOwnText(NodeTuple member) {
    int colon = colon(member).end();
    if (source.next(colon).filter(Piece::isProperty).isPresent()) {
      throw byHand(colon);
    }
  }

  private void requireNoProperties(int start, int end) {
    if (source.hasProperty(start, end)) {
      throw byHand(start);
    }
  }

  private ToolException byHand(int offset) {
    return new ToolException(
        YamlFile.mistake(
            file,
            source.line(offset),
            "an anchor, an alias or a tag is in what would be edited; edit this by hand"));
  }
}
