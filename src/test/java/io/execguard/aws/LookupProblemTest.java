package io.execguard.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class LookupProblemTest {
  /// Words of other rooms: what the fleet file says, and what the policy does not believe.
  private static final Set<String> OF_OTHERS = Set.of("not-read", "stale-and-contradicted");

  /// A word was missing in the manual's table: whoever found it in a record did not know where to
  /// look.
  @Test
  void eachWordOfARecordIsInTheManualsTable() throws IOException {
    Set<String> words =
        Stream.of(LookupProblem.values())
            .filter(problem -> problem != LookupProblem.POD_NOT_FOUND)
            .map(LookupProblem::word)
            .collect(Collectors.toCollection(TreeSet::new));
    words.addAll(OF_OTHERS);

    assertEquals(words, table());
  }

  private static Set<String> table() throws IOException {
    String manual = Files.readString(Path.of("docs/operate.md"));
    String table = manual.substring(manual.indexOf("| word | look at |"));
    return table
        .substring(0, table.indexOf("\n\n"))
        .lines()
        .skip(2)
        .map(row -> row.substring(0, row.indexOf("|", 1)))
        .flatMap(cell -> Pattern.compile("`([a-z-]+)`").matcher(cell).results())
        .map(match -> match.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
