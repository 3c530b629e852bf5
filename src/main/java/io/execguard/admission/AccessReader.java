package io.execguard.admission;

import io.execguard.json.Cursor;
import io.execguard.json.Outline;
import io.execguard.policy.Access;
import io.execguard.policy.KubeletCall;
import io.execguard.policy.Pod;
import java.util.Optional;

/// Tells what a request asks for. What it does not know is [Access.Unrecognised]: a case for the
/// policy and the record, never an error and never silently allowed.
final class AccessReader {
  private static final Outline OPTIONS = Outline.of("stdin", "tty", "command", "container", "path");

  /// Of a request.
  static final Outline READ =
      Outline.of("operation", "resource", "subResource", "name")
          .with("object", OPTIONS.and(PodAccessReader.READ).and(NamespaceReader.READ))
          .with("oldObject", PodAccessReader.READ.and(NamespaceReader.READ));

  private AccessReader() {}

  /// What is asked for, and the pod where the request holds it whole.
  record Asked(Access access, Optional<Pod> pod) {
    Asked(Access access) {
      this(access, Optional.empty());
    }
  }

  static Asked read(Cursor request) {
    return switch (operationOn(request)) {
      case "UPDATE pods/ephemeralcontainers" -> {
        Pod pod = PodReader.read(request.required("object"));
        yield new Asked(PodAccessReader.debug(request, pod), Optional.of(pod));
      }
      case "CREATE pods" -> {
        Pod pod = PodReader.read(request.required("object"));
        yield new Asked(PodAccessReader.run(request.required("object"), pod), Optional.of(pod));
      }
      case String other -> new Asked(withoutPod(other, request));
    };
  }

  private static Access withoutPod(String operation, Cursor request) {
    return switch (operation) {
      case "CONNECT pods/exec" -> exec(request.required("object"));
      case "CONNECT pods/attach" -> attach(request.required("object"));
      // A namespace's metadata can be written through its subresources, too.
      case "CREATE namespaces",
          "UPDATE namespaces",
          "UPDATE namespaces/status",
          "UPDATE namespaces/finalize" ->
          NamespaceReader.change(request);
      case "CONNECT nodes/proxy" -> nodeProxy(request);
      case "CONNECT pods/portforward" -> new Access.PortForward();
      case "CONNECT pods/proxy", "CONNECT services/proxy" ->
          new Access.Proxy(request.required("object").text("path"));
      case String other -> new Access.Unrecognised(other.startsWith("CONNECT "));
    };
  }

  /// As `kubectl` would name it. A group or version other than core v1 is named too, so that it
  /// matches none of the cases above.
  private static String operationOn(Cursor request) {
    Cursor resource = request.required("resource");
    String group = resource.text("group");
    String version = resource.text("version");
    String subresource = request.text("subResource");
    return request.required("operation").text()
        + " "
        + resource.required("resource").text()
        + (subresource.isEmpty() ? "" : "/" + subresource)
        + (group.isEmpty() && version.equals("v1") ? "" : "." + version + "." + group);
  }

  private static Access exec(Cursor options) {
    return new Access.Exec(
        options.flag("stdin"),
        options.flag("tty"),
        options.texts("command"),
        options.text("container"));
  }

  private static Access attach(Cursor options) {
    return new Access.Attach(options.flag("stdin"), options.flag("tty"), options.text("container"));
  }

  private static Access nodeProxy(Cursor request) {
    String path = request.required("object").text("path");
    return new Access.NodeProxy(path, KubeletCall.of(request.text("name"), path));
  }
}
