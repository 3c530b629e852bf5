package io.execguard.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.testing.AuditorsQuestion;
import io.execguard.testing.Manual;
import io.execguard.testing.ManualSection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The sections of `docs/compliance.md` are whole.
final class ComplianceSectionsTest {
  private static final Manual PAGE = Manual.page("docs/compliance.md");

  private static final List<String> STANDARDS =
      List.of(
          "PCI DSS 4.0.1",
          "NIST SP 800-53 Rev. 5",
          "SOC 2",
          "HIPAA, 45 CFR Part 164",
          "ISO/IEC 27001:2022");

  static Stream<ManualSection> requirements() {
    return STANDARDS.stream().flatMap(standard -> ManualSection.of(PAGE, standard).stream());
  }

  static List<AuditorsQuestion> questions() {
    return AuditorsQuestion.all();
  }

  @Test
  void eachRequirementIsThere() {
    assertEquals(
        List.of(
            "8.6.1 10.2.1.2 10.2.1.6 10.2.2 10.3.1 10.3.2 10.3.3 10.3.4 10.4.1.1 10.5.1 10.7.2",
            "AC-6(9) AU-3 AU-9 AU-10 AU-12 AU-14",
            "CC6.1 CC6.3 CC7.2 CC7.3",
            "164.312(a)(2)(ii) 164.312(b) 164.308(a)(1)(ii)(D) 164.316(b)(2)(i)",
            "A.8.2 A.8.15 A.8.16 A.8.18"),
        STANDARDS.stream()
            .map(standard -> ManualSection.of(PAGE, standard).stream())
            .map(all -> all.map(ManualSection::heading).collect(Collectors.joining(" ")))
            .toList());
  }

  @ParameterizedTest
  @MethodSource("requirements")
  void eachOfThemSaysWhatAnswersItAndWhatOnlyInPart(ManualSection requirement) {
    assertEquals(1, requirement.prose().size(), "what it says");
    assertEquals(2, requirement.items().size(), requirement.toString());
    String answered = requirement.items().getFirst();
    assertTrue(answered.matches("Answered by .*(`.+`|]\\(#).*\\."), answered);
    String partly = requirement.items().getLast();
    assertTrue(partly.matches("In part: .{8,}\\."), partly);
  }

  @Test
  void thereAreTenQuestions() {
    assertEquals(10, questions().size());
  }

  @ParameterizedTest
  @MethodSource("questions")
  void eachQuestionHasAQueryToAsk(AuditorsQuestion question) {
    assertTrue(!question.queries().isEmpty());
  }

  /// An address is kept by three logs and the evidence's bucket, each for a time of its own.
  @Test
  void eachPlaceOfOriginationSaysForHowLong() {
    Manual.Table places = PAGE.table("what");
    assertEquals(List.of("what", "where", "how long"), places.header());
    assertEquals(6, places.rows().size());
    assertTrue(places.rows().stream().flatMap(List::stream).noneMatch(String::isBlank));
  }
}
