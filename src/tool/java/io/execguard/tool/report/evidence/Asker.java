package io.execguard.tool.report.evidence;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/// Who asked with which client.
///
/// @param impersonating what stands behind the name in which somebody else asked; empty for one who
///   asks in their own
record Asker(String impersonating, Caller caller) {
  static Asker of(AuditEvent event) {
    int name = (event.isImpersonated() ? event.username() : event.who()).length();
    return new Asker(event.who().substring(name), event.caller());
  }

  String who(String recorded) {
    return recorded.endsWith(impersonating) ? recorded : recorded + impersonating;
  }

  byte[] stored() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream output = new DataOutputStream(bytes)) {
      StoredText.write(impersonating, output);
      StoredText.write(caller, output);
    } catch (IOException e) {
      throw new UncheckedIOException("nothing is written to", e);
    }
    return bytes.toByteArray();
  }

  static Asker of(byte[] stored) {
    try (DataInputStream input = new DataInputStream(new ByteArrayInputStream(stored))) {
      return new Asker(StoredText.read(input), StoredText.readCaller(input));
    } catch (IOException e) {
      throw new UncheckedIOException("nothing is read from", e);
    }
  }
}
