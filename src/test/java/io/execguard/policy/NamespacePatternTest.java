package io.execguard.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamespacePatternTest {

  /// Gatekeeper's `wildcard`: equal, prefix, suffix, contains.
  @ParameterizedTest
  @CsvSource({
    "kube-system, kube-system,    true",
    "kube-system, kube-system-2,  false",
    "kube-system, my-kube-system, false",
    "kube-system, kube,           false",
    "kube-*,      kube-system,    true",
    "kube-*,      kube-,          true",
    "kube-*,      kube,           false",
    "kube-*,      my-kube-system, false",
    "*-system,    kube-system,    true",
    "*-system,    -system,        true",
    "*-system,    system,         false",
    "*-system,    kube-system-2,  false",
    "*-ci-*,      team-ci-1,      true",
    "*-ci-*,      -ci-,           true",
    "*-ci-*,      team-ci,        false",
    "*-ci-*,      ci,             false",
    "*a,          a,              true",
    "*a*,         banana,         true",
    "a*,          '',             false",
    "*a,          '',             false",
    "*a*,         '',             false",
  })
  void matchesAsGatekeeperDoes(String pattern, String namespace, boolean matches) {
    assertEquals(matches, new NamespacePattern(pattern).matches(namespace));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "*",
        "**",
        "kube-**",
        "**-system",
        "kube-*-system",
        "Kube-system",
        "kube_system",
        "kube.system",
        "kube system",
        "kube-system ",
        "kube-system\n",
        "kube-?",
        "[a-z]*",
        "n\u00e4me",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
      })
  void refusesWhatIsNoName(String text) {
    assertEquals(
        "\""
            + text
            + "\" is no namespace: lower-case letters, digits and '-', with '*' only as the first"
            + " or last character, like kube-*",
        assertThrows(IllegalArgumentException.class, () -> new NamespacePattern(text))
            .getMessage());
  }
}
