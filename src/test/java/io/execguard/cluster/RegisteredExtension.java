package io.execguard.cluster;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Gives the tests of a class the registered guard that its constructor asks for: the first
/// registers it, and JUnit takes it away after the last.
final class RegisteredExtension implements ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(RegisteredExtension.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == StarterGuard.class || type == Plugin.class;
  }

  @Override
  public AutoCloseable resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return context
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(
            type,
            _ -> {
              ControlPlane controlPlane = ControlPlaneExtension.of(context);
              return type == Plugin.class
                  ? Plugin.registered(controlPlane)
                  : StarterGuard.registered(controlPlane);
            },
            AutoCloseable.class);
  }
}
