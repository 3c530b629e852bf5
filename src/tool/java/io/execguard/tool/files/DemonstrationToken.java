package io.execguard.tool.files;

/// The token in `events/`, which anyone can read: no fleet that is deployed has it.
public final class DemonstrationToken {
  /// As `clusters.yaml` would have it.
  public static final String HASH =
      "sha256:1c2efeef6acfe550f52a398928375bb417a45a7401335ccc043803f204b5e226";

  /// What ends the sentence that refuses it.
  public static final String REFUSED =
      " of the demonstration in events/, which everyone knows; make one of its own: openssl rand -hex"
          + " 32";

  private DemonstrationToken() {}
}
