package io.execguard.policy;

import java.util.List;

/// What a constraint can object to in an access, whatever its pod is. Worked out once a request.
///
/// @param sessions that it opens by itself
/// @param commands single ones, which `allowedCommands` judges
public record AccessParts(
    Access access, List<SessionAttempt> sessions, List<SingleCommand> commands) {
  public AccessParts {
    sessions = List.copyOf(sessions);
    commands = List.copyOf(commands);
  }

  public static AccessParts of(Access access) {
    return new AccessParts(access, SessionAttempt.of(access), SingleCommand.of(access));
  }

  /// Whether it opens any session. None is opened in a pod that is not opened without knowing it.
  public boolean isSession() {
    return !sessions.isEmpty();
  }
}
