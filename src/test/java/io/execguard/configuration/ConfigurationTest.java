package io.execguard.configuration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.execguard.admission.Mask;
import io.execguard.json.Digest;
import io.execguard.policy.Constraint;
import io.execguard.policy.EnforcementAction;
import io.execguard.policy.Match;
import io.execguard.policy.Policy;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationTest {
  private static final Policy POLICY =
      new Policy(
          List.of(new Constraint("a", EnforcementAction.DENY, Match.EVERYTHING, "Runbook: x")));
  private static final Fleet FLEET =
      new Fleet(
          List.of(
              new Cluster(
                  "prod-eu",
                  "production",
                  "eu-central-1",
                  Optional.empty(),
                  List.of("sha256:" + Digest.hex("a token")))));

  private final Map<String, byte[]> artifact = new HashMap<>();

  @BeforeEach
  void build() {
    put(Configuration.POLICY, PolicyWriter.write(POLICY));
    put(Configuration.CLUSTERS, FleetWriter.write(FLEET));
  }

  @Test
  void loadsWhatTheBuildWrote() {
    Configuration configuration = Configuration.load(this::open, Mask::new);
    assertEquals(POLICY, configuration.policy());
    assertEquals(FLEET, configuration.fleet());
    assertEquals(Configuration.of(POLICY, FLEET), configuration);
  }

  @ParameterizedTest
  @ValueSource(strings = {Configuration.POLICY, Configuration.CLUSTERS})
  void doesNotStartWithoutAFile(String name) {
    artifact.remove(name);
    assertRefused(name + " is missing from the artifact: build it with mvn package");
  }

  @ParameterizedTest
  @ValueSource(strings = {Configuration.POLICY, Configuration.CLUSTERS})
  void doesNotStartWithoutADigest(String name) {
    artifact.remove(name + Configuration.DIGEST);
    assertRefused(name + ".sha256 is missing from the artifact: build it with mvn package");
  }

  @ParameterizedTest
  @ValueSource(strings = {Configuration.POLICY, Configuration.CLUSTERS})
  void doesNotStartWithAnyByteDamaged(String name) {
    byte[] whole = content(name);
    for (int i = 0; i < whole.length; i++) {
      byte[] damaged = whole.clone();
      damaged[i] ^= 1;
      artifact.put(name, damaged);
      assertDamaged(name);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {Configuration.POLICY, Configuration.CLUSTERS})
  void doesNotStartWithATruncatedFile(String name) {
    byte[] whole = content(name);
    artifact.put(name, Arrays.copyOf(whole, whole.length - 1));
    assertDamaged(name);
    artifact.put(name, new byte[0]);
    assertDamaged(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {Configuration.POLICY, Configuration.CLUSTERS})
  void doesNotStartWithADamagedOrEmptyDigest(String name) {
    artifact.put(name + Configuration.DIGEST, bytes("0".repeat(64)));
    assertDamaged(name);
    artifact.put(name + Configuration.DIGEST, new byte[0]);
    assertDamaged(name);
  }

  @Test
  void doesNotStartWithTheDigestOfTheOtherFile() {
    artifact.put(
        Configuration.POLICY + Configuration.DIGEST,
        content(Configuration.CLUSTERS + Configuration.DIGEST));
    assertDamaged(Configuration.POLICY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "[]",
        "null",
        "rubbish",
        "{\"constraints\":[]} ,",
        "{\"constraints\":[],\"constraints\":[]}",
        "{\"constraints\":[{\"name\":\"A\"}]}"
      })
  void doesNotStartWithAPolicyThatTheCheckWouldRefuse(String policy) {
    put(Configuration.POLICY, bytes(policy));
    assertDamaged(Configuration.POLICY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "{\"clusters\":[{\"id\":\"a\"}]}", "{\"clusters\":{}}"})
  void doesNotStartWithAFleetThatTheCheckWouldRefuse(String fleet) {
    put(Configuration.CLUSTERS, bytes(fleet));
    assertDamaged(Configuration.CLUSTERS);
  }

  @Test
  void doesNotStartWithAFileThatIsTooLong() {
    put(Configuration.POLICY, bytes("{\"constraints\":[]}" + " ".repeat(Configuration.LONGEST)));
    assertDamaged(Configuration.POLICY);
  }

  private void assertDamaged(String name) {
    assertRefused(
        name + " in the artifact is not what the build wrote: build it again with mvn package");
  }

  private void assertRefused(String message) {
    IllegalStateException refusal =
        assertThrows(IllegalStateException.class, () -> Configuration.load(this::open, Mask::new));
    assertEquals(message, refusal.getMessage());
  }

  private void put(String name, byte[] content) {
    artifact.put(name, content);
    artifact.put(name + Configuration.DIGEST, bytes(Digest.hex(content) + "\n"));
  }

  private byte[] content(String name) {
    return Optional.ofNullable(artifact.get(name)).orElseThrow();
  }

  private @Nullable InputStream open(String name) {
    byte[] content = artifact.get(name);
    return content == null ? null : new ByteArrayInputStream(content);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
