package io.execguard.cluster;

import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Gives tests the [ControlPlane] that all classes of the run share: the first to ask starts it,
/// and JUnit closes it after the last. Where it cannot start, the tests fail; they are never
/// skipped.
public final class ControlPlaneExtension implements ParameterResolver {
  private static final System.Logger LOGGER =
      System.getLogger(ControlPlaneExtension.class.getName());
  private static final Namespace NAMESPACE = Namespace.create(ControlPlaneExtension.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == ControlPlane.class;
  }

  @Override
  public ControlPlane resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return of(context);
  }

  static ControlPlane of(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(Shared.class, key -> start(), Shared.class)
        .controlPlane();
  }

  // A failure is kept as well: starting in vain takes as long as the patience lasts, once for all.
  private static Shared start() {
    var began = System.nanoTime();
    try {
      var controlPlane = ControlPlane.start();
      var took = Duration.ofNanos(System.nanoTime() - began);
      LOGGER.log(Level.INFO, "The control plane was ready after {0} ms", took.toMillis());
      return new Started(controlPlane);
    } catch (IllegalStateException | UncheckedIOException e) {
      return new Failed(e);
    }
  }

  private sealed interface Shared extends AutoCloseable {
    ControlPlane controlPlane();

    @Override
    void close();
  }

  private record Started(ControlPlane controlPlane) implements Shared {
    @Override
    public void close() {
      controlPlane.close();
    }
  }

  private record Failed(RuntimeException reason) implements Shared {
    @Override
    public ControlPlane controlPlane() {
      throw reason;
    }

    @Override
    public void close() {}
  }
}
