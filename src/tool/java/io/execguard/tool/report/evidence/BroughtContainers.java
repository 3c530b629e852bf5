package io.execguard.tool.report.evidence;

import io.execguard.admission.PodReader;
import io.execguard.json.Cursor;
import io.execguard.json.Json;
import io.execguard.json.WrongShapeException;
import io.execguard.policy.NodeAccess;
import io.execguard.policy.Pod;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The containers that `debug` and `run` bring, as far as an audit event holds them: whether
/// somebody can type into them, and what of the node they have.
final class BroughtContainers {
  private static final String EPHEMERAL = "ephemeralContainers";
  private static final String UNTOLD = "(its containers are not in the event)";

  private BroughtContainers() {}

  static RequestWords ofDebug(AuditEvent event) {
    return words("debug", event, () -> debug(event));
  }

  static RequestWords ofRun(AuditEvent event) {
    return words(KubectlWords.run(name(event)), event, () -> run(event));
  }

  /// What a row says of them.
  private record Told(String words, List<String> command) {
    static final Told NOTHING = new Told(UNTOLD, List.of());
  }

  /// An object can have any shape where the API server refused it, or the log has cut it.
  private static RequestWords words(String word, AuditEvent event, Supplier<Told> reading) {
    Told told;
    try {
      told = reading.get();
    } catch (WrongShapeException _) {
      told = Told.NOTHING;
    }
    return new RequestWords(
        KubectlWords.joined(word, told.words), told.command, where(event), true);
  }

  private static Told debug(AuditEvent event) {
    List<Cursor> added = event.request().map(BroughtContainers::added).orElse(List.of());
    if (added.isEmpty()) {
      return Told.NOTHING;
    }
    Set<String> names = added.stream().map(one -> one.text("name")).collect(Collectors.toSet());
    Optional<Pod> whole =
        Stream.of(event.response(), event.request())
            .flatMap(Optional::stream)
            .filter(BroughtContainers::isWhole)
            .findFirst()
            .map(PodReader::read);
    Optional<Pod> seen =
        whole.or(() -> event.request().filter(BroughtContainers::isObject).map(PodReader::read));
    List<String> node = seen.map(pod -> nodeAccess(pod, names)).orElse(List.of());
    return new Told(
        KubectlWords.joined(
            flags(added),
            node.isEmpty() && whole.isEmpty()
                ? "(what of the node it has is not in the event)"
                : KubectlWords.nodeAccess(node)),
        command(added));
  }

  private static boolean isObject(Cursor object) {
    return object.json() instanceof Json.Members;
  }

  /// A patch names what it adds, and leaves out what is there.
  private static List<Cursor> added(Cursor sent) {
    if (sent.json() instanceof Json.Items) {
      return sent.items().stream()
          .filter(one -> one.text("path").startsWith("/spec/" + EPHEMERAL))
          .flatMap(one -> one.optional("value").stream())
          .flatMap(
              value ->
                  value.json() instanceof Json.Items ? value.items().stream() : Stream.of(value))
          .toList();
    }
    return sent.required("spec").items(EPHEMERAL);
  }

  private static boolean isWhole(Cursor object) {
    return isObject(object)
        && object.optional("spec").filter(spec -> !spec.items("containers").isEmpty()).isPresent();
  }

  private static List<String> nodeAccess(Pod pod, Set<String> names) {
    return NodeAccess.of(
            pod,
            pod.containers().stream()
                .filter(container -> names.contains(container.name()))
                .toList())
        .words();
  }

  private static Told run(AuditEvent event) {
    if (event.request().filter(BroughtContainers::isWhole).isEmpty()) {
      return Told.NOTHING;
    }
    Cursor object = event.request().orElseThrow();
    Pod pod = PodReader.read(object);
    List<Cursor> containers =
        Stream.of("containers", "initContainers")
            .flatMap(list -> object.required("spec").items(list).stream())
            .toList();
    return new Told(
        KubectlWords.joined(
            flags(containers),
            KubectlWords.nodeAccess(NodeAccess.of(pod, pod.containers()).words())),
        command(containers.stream().filter(BroughtContainers::isInteractive).toList()));
  }

  private static boolean isInteractive(Cursor container) {
    return container.flag("stdin") || container.flag("tty");
  }

  private static String flags(List<Cursor> containers) {
    return KubectlWords.flags(
        containers.stream().anyMatch(one -> one.flag("stdin")),
        containers.stream().anyMatch(one -> one.flag("tty")));
  }

  private static List<String> command(List<Cursor> containers) {
    return containers.stream()
        .flatMap(one -> Stream.concat(one.texts("command").stream(), one.texts("args").stream()))
        .toList();
  }

  private static String where(AuditEvent event) {
    return AuditEvent.joined(event.namespace(), name(event));
  }

  /// A name that was generated stands in the object that came of the request.
  private static String name(AuditEvent event) {
    return Stream.of(event.response(), event.request())
        .filter(_ -> event.name().isEmpty())
        .flatMap(Optional::stream)
        .flatMap(object -> nameOf(object.json()).stream())
        .findFirst()
        .orElse(event.name());
  }

  private static Optional<String> nameOf(Json object) {
    return object instanceof Json.Members(Map<String, Json> values, _)
            && values.get("metadata") instanceof Json.Members(Map<String, Json> metadata, _)
            && metadata.get("name") instanceof Json.Text(String name, _)
        ? Optional.of(name)
        : Optional.empty();
  }
}
