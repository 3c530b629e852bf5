package io.execguard.aws;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// What one call of the priming came to.
///
/// @param response as API Gateway would get it
/// @param record the decision's line
record PrimingAnswer(String response, String record) {
  /// Left of each call, longer than all of them take, some 2 s: a start that crawls is no reason to
  /// refuse a version.
  private static final int MILLISECONDS = 60_000;

  static PrimingAnswer of(WebhookFunction function, byte[] event) {
    List<String> lines = new ArrayList<>();
    ByteArrayOutputStream response = new ByteArrayOutputStream();
    try {
      function.handleRequest(
          new ByteArrayInputStream(event),
          response,
          new PlayedContext(Priming.NAME, Priming.NAME, () -> MILLISECONDS, lines::add));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new PrimingAnswer(response.toString(StandardCharsets.UTF_8), lines.getLast());
  }

  boolean denies() {
    return record.contains("\"decision\":\"deny\"");
  }

  /// @throws IllegalStateException where it is not as expected, or the cluster was not asked, or
  ///   its answer could not be read
  void require(boolean asExpected) {
    boolean known =
        response.startsWith("{\"statusCode\":200") && !record.contains("\"state\":\"unavailable\"");
    if (!known || !asExpected) {
      throw new IllegalStateException("the path does not come to what it should: " + this);
    }
  }
}
