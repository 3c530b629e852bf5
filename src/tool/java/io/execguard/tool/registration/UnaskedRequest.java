package io.execguard.tool.registration;

/// A request that no webhook is asked about.
///
/// @param word [#NOT_ASKED] where it is carried out, [#REFUSED] where the API server itself refuses
///   it
public record UnaskedRequest(String word, String why) {
  public static final String NOT_ASKED = "not-asked";
  public static final String REFUSED = "refused";

  /// For a person.
  public String words() {
    return word.equals(REFUSED) ? "refused by the API server, not asked" : "not asked";
  }
}
