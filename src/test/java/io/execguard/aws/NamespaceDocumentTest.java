package io.execguard.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.execguard.policy.NamespaceFacts;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamespaceDocumentTest {

  @Test
  void keepsLabelsAndTheAnnotationsThatAreOurs() throws LookupException {
    assertEquals(
        new NamespaceFacts.Known(
            Map.of("environment", "production"),
            Map.of("exec-guard.io/allow-interactive-reason", "INC-4242")),
        read(
            """
            {"metadata": {"name": "payments", "labels": {"environment": "production"},
             "annotations": {"exec-guard.io/allow-interactive-reason": "INC-4242", "other": "x"}}}"""));
  }

  @Test
  void takesANamespaceWithoutLabels() throws LookupException {
    assertEquals(
        new NamespaceFacts.Known(Map.of(), Map.of()),
        read("{\"metadata\": {\"name\": \"payments\"}}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {}                                                          | no-namespace
          {"metadata": {"name": "payments", "labels": {"a": 1}}}      | no-namespace
          {"metadata": {"name": "payments", "labels": []}}            | no-namespace
          {"metadata": {"name": "other"}}                             | another-namespace
          {"metadata": {}}                                            | another-namespace
          {"metadata": {"name": "payments"}, "metadata": {}}          | not-json
          {"metadata"                                                 | not-json
          """)
  void refusesWhatIsNone(String body, String word) {
    assertEquals(word, assertThrows(LookupException.class, () -> read(body)).problem().word());
  }

  private static NamespaceFacts.Known read(String body) throws LookupException {
    return NamespaceDocument.read(
        body.getBytes(StandardCharsets.UTF_8), "payments", Set.of("environment"));
  }
}
