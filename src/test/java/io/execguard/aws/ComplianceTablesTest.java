package io.execguard.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.testing.AuditorsQuestion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The tables of `infra/compliance.md` are whole.
final class ComplianceTablesTest {
  private static final Path FILE = Path.of("infra/compliance.md");
  private static final String PAGE = page();

  @Test
  void eachRequirementIsThere() {
    assertEquals(
        List.of(
            "8.6.1 10.2.1.2 10.2.1.6 10.2.2 10.3.1 10.3.2 10.3.3 10.3.4 10.4.1.1 10.5.1 10.7.2",
            "AC-6(9) AU-3 AU-9 AU-10 AU-12 AU-14",
            "CC6.1 CC6.3 CC7.2 CC7.3",
            "164.312(a)(2)(ii) 164.312(b) 164.308(a)(1)(ii)(D) 164.316(b)(2)(i)",
            "A.8.2 A.8.15 A.8.16 A.8.18"),
        Stream.of("PCI DSS 4.0.1", "NIST SP 800-53 Rev. 5", "SOC 2", "HIPAA", "ISO/IEC 27001:2022")
            .map(ComplianceTablesTest::requirements)
            .toList());
  }

  @Test
  void eachOfThemSaysWhatAnswersItAndWhatOnlyInPart() {
    for (String row : PAGE.lines().filter(line -> line.matches("\\| (\\d|A|CC).*")).toList()) {
      List<String> cells = List.of(row.split("\\|", -1));
      assertEquals(6, cells.size(), row);
      assertTrue(cells.subList(1, 5).stream().noneMatch(String::isBlank), row);
    }
  }

  @Test
  void eachFileIsThere() {
    List<String> missing =
        Pattern.compile("]\\(([^)#]+)[^)]*\\)")
            .matcher(PAGE)
            .results()
            .map(link -> link.group(1))
            .filter(link -> !Files.exists(FILE.resolveSibling(link)))
            .toList();
    assertEquals(List.of(), missing);
  }

  @Test
  void thereAreTenQuestions() {
    assertEquals(10, AuditorsQuestion.all().size());
    assertEquals(
        10, PAGE.lines().filter(line -> line.startsWith("| ") && line.contains("? |")).count());
  }

  /// The first column of the table below a heading that begins so.
  private static String requirements(String heading) {
    return PAGE.lines()
        .dropWhile(line -> !line.startsWith("## " + heading))
        .skip(1)
        .takeWhile(line -> !line.startsWith("## "))
        .filter(line -> line.startsWith("| "))
        .skip(1)
        .map(line -> line.split("\\|", -1)[1].strip())
        .collect(Collectors.joining(" "));
  }

  private static String page() {
    try {
      return Files.readString(FILE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
