package io.execguard.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PersonTest {
  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          # in the grant                                     | who asks                                        | session      | same
          jane                                               | jane                                            | -            | true
          jane                                               | Jane                                            | -            | true
          jane                                               | bob                                             | -            | false
          arn:aws:sts::1:assumed-role/Admin/jane             | arn:aws:sts::1:assumed-role/Admin/jane          | jane         | true
          arn:aws:sts::1:assumed-role/Admin/jane             | arn:aws:sts::1:assumed-role/Admin/bob           | bob          | false
          arn:aws:sts::1:assumed-role/Admin/jane             | arn:aws:sts::2:assumed-role/Reader/jane         | jane         | true
          arn:aws:sts::1:assumed-role/Admin/jane             | arn:aws:iam::1:user/team/jane                   | -            | true
          arn:aws:iam::1:user/jane                           | arn:aws:sts::1:assumed-role/Admin/jane          | jane         | true
          arn:aws:sts::1:assumed-role/Admin/jane@example.com | sso:jane-example.com                            | jane@example.com | true
          sso:jane                                           | arn:aws:sts::1:assumed-role/Admin/jane          | jane         | true
          admin                                              | arn:aws:sts::1:assumed-role/Admin/jane          | jane         | false
          jane                                               | admin                                           | JANE         | true
          system:serviceaccount:ci:deployer                  | system:serviceaccount:dev:deployer              | -            | false
          system:serviceaccount:ci:deployer                  | system:serviceaccount:ci:deployer               | -            | true
          """,
      delimiter = '|')
  void isTheSameWhoSharesAName(String by, String username, String session, boolean same) {
    assertEquals(same, Person.of(user(username, session)).mayBe(Person.named(by)));
  }

  @ParameterizedTest
  @CsvSource({
    "arn:aws:sts::1:assumed-role/Admin/jane, jane, true",
    "sso:jane-example.com, jane@example.com, true",
    "jane, '', true",
    "admin, jane, false",
  })
  void isToldByANameWithTheSessionInIt(String username, String session, boolean told) {
    assertEquals(told, Person.isTold(user(username, session)));
  }

  private static User user(String username, @Nullable String session) {
    return new User(
        username,
        "",
        List.of(),
        session == null ? Map.of() : Map.of("SessionName", List.of(session)));
  }
}
