package io.execguard.tool.registration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.execguard.json.Json;
import io.execguard.json.JsonReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What cel-go says of these, cel-java has to say: null, what is absent, and Kubernetes' lists.
class ExpressionsTest {
  private static final Json REVIEW =
      new JsonReader(1 << 20)
          .read(
              """
              {"request": {
                "operation": "CREATE",
                "resource": {"group": "", "version": "v1", "resource": "pods"},
                "name": "n1:9999",
                "object": {
                  "metadata": {"labels": {"a": "b"}, "annotations": null},
                  "spec": {"hostPID": true, "count": 3, "list": [1, 2], "containers": [{"name": "a", "tty": true}, {"name": "b"}]}
                },
                "oldObject": null
              }}
              """
                  .getBytes(StandardCharsets.UTF_8))
          .orElseThrow();

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '~',
      textBlock =
          """
          oldObject == null => yes
          has(oldObject.spec) => no
          has(object.metadata.annotations) => yes
          has(object.metadata.annotations.a) => no
          has(object.metadata.labels.a) => yes
          has(object.spec.?securityContext.hostProcess) => no
          oldObject.spec == null => fails
          oldObject.?spec.?containers.orValue([]).size() == 0 => yes
          object.metadata.?annotations.orValue({}) == null => yes
          request.subResource == '' => fails
          request.?subResource.orValue('') == '' => yes
          has(request.object) => no
          request.name.matches(':[^:]+$') => yes
          object.spec.containers.filter(c, c.?tty.orValue(false)).size() == 1 => yes
          object.spec.containers.map(c, c.?tty.orValue(false) ? 1 : 0).sum() == 1 => yes
          object.spec.?initContainers.orValue([]).map(c, 1).sum() == 0 => yes
          object.spec.list.max() == 2 && object.spec.list.min() == 1 => yes
          object.spec.list.indexOf(2) == 1 && object.spec.list.lastIndexOf(5) == -1 => yes
          [].max() == 1 => fails
          object.spec.containers.all(c, c.name in ['a', 'b']) => yes
          object.spec.containers.exists_one(c, has(c.tty)) => yes
          object.spec.containers.map(c, has(c.tty), c.name) == ['a'] => yes
          object.spec.hostPID || object.spec.nothing => yes
          object.spec.nothing && false => no
          object.spec.nothing => fails
          object.spec.count == 3 && object.spec.count < 3.5 => yes
          object.metadata.?labels[?'a'] != optional.none() => yes
          object.metadata.?labels[?'c'] == (oldObject != null ? oldObject.metadata.?labels[?'c'] : optional.none()) => yes
          'abc'.lowerAscii().substring(1) == 'bc' && sets.contains([1, 2], [1]) => yes
          object.spec.count => fails
          object.spec.( => fails
          nothing(1) => fails
          """)
  void evaluatesAsTheApiServerDoes(String expression, String expected) {
    Request request = Request.of(REVIEW).orElseThrow();
    String word =
        switch (request.evaluate(expression)) {
          case ExpressionValue.Yes _ -> "yes";
          case ExpressionValue.No _ -> "no";
          case ExpressionValue.Failed _ -> "fails";
        };
    assertEquals(expected, word, expression);
  }

  /// Each is refused when it is registered, or would be an error at every request.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "object.?stdin.orValue(false)",
        "object.spec.containers",
        "size(object) == 'a'",
        "['a'].sum() == 1",
        "objects.spec == 1",
        "object.stdin ==",
        "has(object)",
        "nothing(1)"
      })
  void findsWhatKubernetesWouldRefuse(String expression) {
    assertInstanceOf(String.class, Expressions.mistakes(expression).orElse(null), expression);
  }

  @Test
  void takesWhatKubernetesTakes() {
    assertEquals(
        Optional.empty(),
        Expressions.mistakes("object.spec.containers.map(c, has(c.tty) ? 1 : 0).sum() > 0"));
  }
}
