package io.execguard.tool.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LikenessTest {
  @ParameterizedTest
  @CsvSource({
    "Production,     production",
    "PRODUCTION,     production",
    "prodution,      production",
    "prodcution,     production",
    "productions,    production",
    "prod,           production",
    "Prod,           production",
    "prd,            production",
    "production,     prod",
    "production-eu,  production",
    "production2,    production",
    "stg,            staging",
    "prod1,          prod"
  })
  void aValueIsTakenForTheOneThatItMayBeMeantFor(String value, String wanted) {
    assertEquals(true, Likeness.isLike(value, wanted));
  }

  /// Preproduction and product were words that the tool would have taken for production.
  @ParameterizedTest
  @CsvSource({
    "preproduction,  production",
    "pre-production, production",
    "non-production, production",
    "product,        production",
    "staging,        production",
    "dev,            test",
    "pr,             production",
    "products,       production",
    "productionline, production",
    "nonprod,        prod",
    "a,              b"
  })
  void anotherWordIsNoSlip(String value, String wanted) {
    assertFalse(Likeness.isLike(value, wanted));
  }

  @Test
  void noWordIsLikeItself() {
    assertFalse(Likeness.isLike("production", "production"));
    assertFalse(Likeness.isKeyLike("environment", "environment"));
    assertFalse(Likeness.isKeySlip("environment", "environment"));
  }

  @ParameterizedTest
  @CsvSource({
    "env,                       environment, true,  false",
    "Environment,               environment, true,  true",
    "enviroment,                environment, true,  true",
    "example.com/environment,   environment, true,  true",
    "environment, example.com/environment,   true,  true",
    "example.com/env,           environment, true,  false",
    "team,                      environment, false, false",
    "pci-scope,                 pci,         true,  false"
  })
  void aKeyIsComparedByItsName(String key, String wanted, boolean like, boolean slip) {
    assertEquals(like, Likeness.isKeyLike(key, wanted));
    assertEquals(slip, Likeness.isKeySlip(key, wanted));
  }

  @ParameterizedTest
  @CsvSource({
    "production, production, true",
    "prod,       production, true",
    "prd,        production, true",
    "product,    production, false",
    "api,        app,        false",
    "yes,        yes,        true",
    "1,          1,          false",
    "a,          a,          false"
  })
  void aNameSaysAValueByItsWholeWordOrAnAbbreviation(String word, String value, boolean named) {
    assertEquals(named, Likeness.isNamedAfter(word, value));
  }
}
