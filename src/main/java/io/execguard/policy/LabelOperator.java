package io.execguard.policy;

import java.util.Optional;
import java.util.stream.Stream;

/// How a label selector compares, in Kubernetes' own words.
public enum LabelOperator {
  IN("In"),
  NOT_IN("NotIn"),
  EXISTS("Exists"),
  DOES_NOT_EXIST("DoesNotExist");

  private final String word;

  LabelOperator(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }

  public static Optional<LabelOperator> of(String word) {
    return Stream.of(values()).filter(operator -> operator.word.equals(word)).findFirst();
  }
}
