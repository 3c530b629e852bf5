package io.execguard.policy;

/// An entry of a constraint's `exempt` that means the user who asks.
///
/// @param source the entry as the policy file has it
public record Exemption(By by, String source) {

  /// What the entry names, in the record's words.
  public enum By {
    GROUP("group"),
    ROLE("role"),
    PERMISSION_SET("permissionSet"),
    SERVICE_ACCOUNT("serviceAccount");

    private final String word;

    By(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }
}
