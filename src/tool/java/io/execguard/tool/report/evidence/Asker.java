package io.execguard.tool.report.evidence;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/// Who asked with which client.
///
/// @param username as whom it was asked
/// @param impersonating what stands behind the name in which somebody else asked; empty for one who
///   asks in their own
record Asker(String username, String impersonating, Caller caller) {
  static final String IMPERSONATED = " (impersonated by ";

  static Asker of(AuditEvent event) {
    int name = (event.isImpersonated() ? event.username() : event.who()).length();
    return new Asker(event.username(), event.who().substring(name), event.caller());
  }

  /// The record is of one with this name, and perhaps names the session behind it.
  boolean isOf(String recorded) {
    return recorded.equals(username) || recorded.equals(caller.named(username));
  }

  /// Who asked in another's name, of a row's words for both; the same words for one who asked in
  /// their own. A name can be made to look like both: the row has all of it.
  static String behind(String who) {
    int begin = who.lastIndexOf(IMPERSONATED);
    return begin < 0 || !who.endsWith(")")
        ? who
        : who.substring(begin + IMPERSONATED.length(), who.length() - 1);
  }

  String who(String recorded) {
    return recorded.endsWith(impersonating) ? recorded : recorded + impersonating;
  }

  byte[] stored() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream output = new DataOutputStream(bytes)) {
      StoredText.write(username, output);
      StoredText.write(impersonating, output);
      StoredText.write(caller, output);
    } catch (IOException e) {
      throw new UncheckedIOException("nothing is written to", e);
    }
    return bytes.toByteArray();
  }

  static Asker of(byte[] stored) {
    try (DataInputStream input = new DataInputStream(new ByteArrayInputStream(stored))) {
      return new Asker(
          StoredText.read(input), StoredText.read(input), StoredText.readCaller(input));
    } catch (IOException e) {
      throw new UncheckedIOException("nothing is read from", e);
    }
  }
}
