package io.execguard.tool.report.evidence;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;

/// What the audit events have said of one request so far.
///
/// @param asker the number under which [Outcomes] keeps who asked
/// @param words of a call to a kubelet, of which the record does not know the command
/// @param started when a connection was opened
/// @param opened some stage of it opened something
/// @param code of the stage that did, otherwise of the last
record RequestTrace(
    long asker,
    Optional<RequestWords> words,
    Optional<Instant> asked,
    Optional<Instant> started,
    Optional<Instant> ended,
    boolean opened,
    boolean connection,
    int code) {
  private static final String STARTED = "ResponseStarted";

  /// Of whose events none is read yet.
  static RequestTrace of(long asker) {
    return new RequestTrace(
        asker,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false,
        false,
        0);
  }

  /// Where a session ends in a panic its last stage has a code of its own: the one that opened it
  /// counts.
  RequestTrace with(AuditEvent event) {
    boolean starts = event.stage().equals(STARTED);
    return new RequestTrace(
        asker,
        event.resource().equals("nodes/proxy") ? Optional.of(RequestWords.of(event)) : words,
        event.time(),
        starts ? event.stageTime() : started,
        starts ? ended : event.stageTime(),
        opened || event.isOpened(),
        event.isConnection(),
        opened ? code : event.code());
  }

  RequestOutcome outcome() {
    return opened
        ? new RequestOutcome(
            RequestOutcome.State.CAME_ABOUT,
            code,
            connection ? started.or(() -> asked) : asked,
            connection ? ended : Optional.empty(),
            connection)
        : new RequestOutcome(
            RequestOutcome.State.NOT_OPENED, code, Optional.empty(), Optional.empty(), connection);
  }

  byte[] stored() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream output = new DataOutputStream(bytes)) {
      output.writeLong(asker);
      StoredText.write(asked, output);
      StoredText.write(started, output);
      StoredText.write(ended, output);
      output.writeBoolean(opened);
      output.writeBoolean(connection);
      output.writeInt(code);
      output.writeBoolean(words.isPresent());
      if (words.isPresent()) {
        StoredText.write(words.get().what(), output);
        StoredText.write(words.get().command(), output);
        StoredText.write(words.get().where(), output);
        output.writeBoolean(words.get().inPod());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("nothing is written to", e);
    }
    return bytes.toByteArray();
  }

  static RequestTrace of(byte[] stored) {
    try (DataInputStream input = new DataInputStream(new ByteArrayInputStream(stored))) {
      long asker = input.readLong();
      Optional<Instant> asked = StoredText.readTime(input);
      Optional<Instant> started = StoredText.readTime(input);
      Optional<Instant> ended = StoredText.readTime(input);
      boolean opened = input.readBoolean();
      boolean connection = input.readBoolean();
      int code = input.readInt();
      Optional<RequestWords> words =
          input.readBoolean()
              ? Optional.of(
                  new RequestWords(
                      StoredText.read(input),
                      StoredText.readList(input),
                      StoredText.read(input),
                      input.readBoolean()))
              : Optional.empty();
      return new RequestTrace(asker, words, asked, started, ended, opened, connection, code);
    } catch (IOException e) {
      throw new UncheckedIOException("nothing is read from", e);
    }
  }
}
