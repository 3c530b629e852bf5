package io.execguard.testing;

import java.net.URI;
import java.time.Duration;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;

/// LocalStack in a container, for as long as a test needs it.
public final class LocalStack implements AutoCloseable {
  /// The last one that needs no account.
  private static final DockerImageName IMAGE =
      DockerImageName.parse("localstack/localstack:4.14.0");

  /// On podman each container is a copy of the image: a minute on a machine that has just made it.
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final LocalStackContainer container;

  private LocalStack(LocalStackContainer container) {
    this.container = container;
  }

  /// Starts it, in some seconds.
  ///
  /// @throws IllegalStateException where no container engine answers
  public static LocalStack start() {
    try {
      LocalStackContainer container = new LocalStackContainer(IMAGE);
      container.withStartupTimeout(PATIENCE);
      container.start();
      return new LocalStack(container);
    } catch (IllegalStateException e) {
      throw new IllegalStateException(
          "LocalStack did not start: it needs Docker, or run the tests by"
              + " src/test/containers/engine",
          e);
    }
  }

  public URI endpoint() {
    return container.getEndpoint();
  }

  @Override
  public void close() {
    container.stop();
  }
}
