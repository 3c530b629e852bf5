package io.execguard.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Which members an outline names; [JsonReaderTest] has what is read by it.
class OutlineTest {
  private static final Outline LABELS = Outline.of("metadata.labels");

  @Test
  void namesThePathsAndEverythingBelowThem() {
    assertEquals(
        new Outline(false, Map.of("metadata", new Outline(false, Map.of("labels", Outline.ALL)))),
        LABELS);
    assertEquals(Outline.of("labels"), LABELS.member("metadata"));
    assertEquals(Outline.ALL, Outline.ALL.member("anything"));
  }

  @Test
  void namesNothingElse() {
    assertTrue(LABELS.member("labels").readsNothing());
    assertTrue(LABELS.member("metadata.labels").readsNothing());
    assertTrue(Outline.of().member("metadata").readsNothing());
    assertFalse(LABELS.member("metadata").readsNothing());
  }

  @Test
  void putsWhatOneNamesBesideWhatTheOtherDoes() {
    Outline both = LABELS.and(Outline.of("kind", "metadata.name"));
    assertEquals(Outline.of("metadata.name", "metadata.labels", "kind"), both);
    assertEquals(both, Outline.of("kind", "metadata.name").and(LABELS));
  }

  /// An outline that names a part must not take away what another names whole.
  @Test
  void losesNothingThatEitherNamesWhole() {
    assertEquals(Outline.of("metadata"), Outline.of("metadata").and(LABELS));
    assertEquals(Outline.of("metadata"), LABELS.and(Outline.of("metadata")));
    assertEquals(Outline.ALL, LABELS.and(Outline.ALL));
    assertEquals(Outline.ALL, Outline.ALL.with("metadata", LABELS));
  }

  @Test
  void takesAnOutlineForAPlace() {
    assertEquals(
        Outline.of("request.object.metadata.labels", "request.uid"),
        Outline.of("request.uid").with("request.object", LABELS));
  }

  @Test
  void isNotChangedByWhoMadeIt() {
    Map<String, Outline> members = new HashMap<>(Map.of("a", Outline.ALL));
    Outline outline = new Outline(false, members);
    members.put("b", Outline.ALL);
    assertEquals(Outline.of("a"), outline);
    assertThrows(
        UnsupportedOperationException.class, () -> outline.members().put("b", Outline.ALL));
  }
}
