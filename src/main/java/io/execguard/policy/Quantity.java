package io.execguard.policy;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Bytes, as Kubernetes writes quantities: `8Mi`, `512Ki`, `1048576`.
public final class Quantity {
  private static final Pattern SYNTAX = Pattern.compile("([1-9][0-9]{0,9})(Ki|Mi|Gi)?");

  private Quantity() {}

  /// Reads an amount.
  ///
  /// @throws IllegalArgumentException for a text that is none
  public static long bytes(String quantity) {
    Matcher matcher = SYNTAX.matcher(quantity);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "\"" + quantity + "\" is no amount of bytes; write it as Kubernetes does: 8Mi, 512Ki");
    }
    return Long.parseLong(matcher.group(1)) * unit(Optional.ofNullable(matcher.group(2)));
  }

  private static long unit(Optional<String> suffix) {
    return switch (suffix.orElse("")) {
      case "Ki" -> 1 << 10;
      case "Mi" -> 1 << 20;
      case "Gi" -> 1 << 30;
      default -> 1;
    };
  }
}
