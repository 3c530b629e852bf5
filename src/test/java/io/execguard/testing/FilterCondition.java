package io.execguard.testing;

import io.execguard.json.Json;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What a filter pattern says of an event, part by part.
///
/// A comparison matches a string or a number and nothing else: not what is absent, nor a list or an
/// object, whatever the operator. Whether 1 is "1" the guide does not say; so where that matters,
/// it is refused.
sealed interface FilterCondition {
  Pattern NUMBER = Pattern.compile("[+-]?\\d+(\\.\\d+)?(e[+-]?\\d+)?");

  boolean matches(Json event);

  /// `&&`.
  record All(FilterCondition left, FilterCondition right) implements FilterCondition {
    @Override
    public boolean matches(Json event) {
      return left.matches(event) && right.matches(event);
    }
  }

  /// `||`.
  record Any(FilterCondition left, FilterCondition right) implements FilterCondition {
    @Override
    public boolean matches(Json event) {
      return left.matches(event) || right.matches(event);
    }
  }

  /// `NOT EXISTS`.
  record Absent(FilterSelector selector) implements FilterCondition {
    @Override
    public boolean matches(Json event) {
      return selector.in(event).isEmpty();
    }
  }

  /// `IS`.
  ///
  /// @param flag empty for `NULL`
  record Is(FilterSelector selector, Optional<Boolean> flag) implements FilterCondition {
    @Override
    public boolean matches(Json event) {
      return selector.in(event).filter(this::is).isPresent();
    }

    private boolean is(Json value) {
      return switch (value) {
        case Json.Flag(boolean found, _) -> flag.equals(Optional.of(found));
        case Json.Null _ -> flag.isEmpty();
        case Json.Members _, Json.Items _, Json.Text _, Json.Digits _ -> false;
      };
    }
  }

  /// A comparison with a string.
  ///
  /// @param wanted whether it has to be equal, or different
  /// @param wild whether it has an asterisk: then it matches numbers, too
  record Text(FilterSelector selector, boolean wanted, Pattern pattern, boolean wild)
      implements FilterCondition {
    @Override
    public boolean matches(Json event) {
      return selector.in(event).filter(this::holds).isPresent();
    }

    private boolean holds(Json value) {
      return switch (value) {
        case Json.Text(String found, _) -> wanted == pattern.matcher(found).matches();
        case Json.Digits(String found, _) -> {
          boolean equal = pattern.matcher(found).matches();
          if (!wild && (equal || !wanted)) {
            throw unsaid(value, pattern);
          }
          yield wanted == equal;
        }
        case Json.Flag _, Json.Null _ -> throw unsaid(value, pattern);
        case Json.Members _, Json.Items _ -> false;
      };
    }
  }

  /// A comparison with a number.
  record Number(FilterSelector selector, Operator operator, BigDecimal operand)
      implements FilterCondition {
    @Override
    public boolean matches(Json event) {
      return selector.in(event).filter(this::holds).isPresent();
    }

    private boolean holds(Json value) {
      return switch (value) {
        case Json.Digits(String found, _) -> operator.holds(new BigDecimal(found), operand);
        case Json.Text(String found, _) -> {
          boolean could = operator == Operator.NOT_EQUAL || NUMBER.matcher(found).matches();
          if (operator.isEquality() && could) {
            throw unsaid(value, operand);
          }
          yield false;
        }
        case Json.Flag _, Json.Null _ -> throw unsaid(value, operand);
        case Json.Members _, Json.Items _ -> false;
      };
    }
  }

  private static UnsupportedOperationException unsaid(Json value, Object operand) {
    return new UnsupportedOperationException(
        "AWS's guide does not say how " + value + " compares with " + operand);
  }

  /// How two values are compared.
  enum Operator {
    EQUAL("="),
    NOT_EQUAL("!="),
    LESS("<"),
    GREATER(">"),
    AT_MOST("<="),
    AT_LEAST(">=");

    private final String sign;

    Operator(String sign) {
      this.sign = sign;
    }

    static Optional<Operator> of(String sign) {
      return Stream.of(values()).filter(operator -> operator.sign.equals(sign)).findFirst();
    }

    String sign() {
      return sign;
    }

    boolean isEquality() {
      return this == EQUAL || this == NOT_EQUAL;
    }

    boolean holds(BigDecimal left, BigDecimal right) {
      int order = left.compareTo(right);
      return switch (this) {
        case EQUAL -> order == 0;
        case NOT_EQUAL -> order != 0;
        case LESS -> order < 0;
        case GREATER -> order > 0;
        case AT_MOST -> order <= 0;
        case AT_LEAST -> order >= 0;
      };
    }
  }
}
