package io.execguard.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantityTest {
  @ParameterizedTest
  @CsvSource({
    "1,          1",
    "1048576,    1048576",
    "512Ki,      524288",
    "8Mi,        8388608",
    "1Gi,        1073741824",
    "9999999999, 9999999999",
  })
  void readsBytesAsKubernetesWritesThem(String quantity, long bytes) {
    assertEquals(bytes, Quantity.bytes(quantity));
  }

  /// `8M` is a quantity of Kubernetes, too, and not the same number: nobody should have to guess.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0",
        "08Mi",
        "-1",
        "8M",
        "8mi",
        "8 Mi",
        "8Mi ",
        "8MiB",
        "1.5Mi",
        "10000000000"
      })
  void readsNothingElse(String quantity) {
    assertEquals(
        "\"" + quantity + "\" is no amount of bytes; write it as Kubernetes does: 8Mi, 512Ki",
        assertThrows(IllegalArgumentException.class, () -> Quantity.bytes(quantity)).getMessage());
  }
}
