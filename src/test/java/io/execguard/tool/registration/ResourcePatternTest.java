package io.execguard.tool.registration;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.execguard.json.Cursor;
import io.execguard.json.Json;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ResourcePatternTest {
  @ParameterizedTest
  @CsvSource({
    "pods,       pods,  '',     true",
    "pods,       pods,  exec,   false",
    "pods/exec,  pods,  exec,   true",
    "pods/exec,  pods,  '',     false",
    "pods/exec,  nodes, exec,   false",
    "pods/*,     pods,  attach, true",
    "pods/*,     pods,  '',     true",
    "pods/*,     nodes, proxy,  false",
    "*,          nodes, '',     true",
    "*,          nodes, proxy,  false",
    "*/proxy,    nodes, proxy,  true",
    "*/*,        nodes, proxy,  true"
  })
  void namesWhatKubernetesSaysThatItNames(
      String pattern, String resource, String subresource, boolean named) {
    Request request =
        new Request(
            "CONNECT",
            "",
            "v1",
            resource,
            subresource,
            "payments",
            Optional.empty(),
            new Variables(Cursor.at("request", new Json.Members(Map.of(), 1))));

    assertEquals(named, ResourcePattern.of(pattern).names(request));
  }
}
