package io.execguard.tool.transcript;

import io.execguard.tool.report.read.Origin;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// A line as it stands in a temporary file.
final class StoredLine {
  private StoredLine() {}

  static void write(Line line, DataOutputStream output) throws IOException {
    output.writeLong(line.session().getMostSignificantBits());
    output.writeLong(line.session().getLeastSignificantBits());
    output.writeLong(line.number());
    output.writeUTF(line.kind().name());
    output.writeBoolean(line.inner());
    output.writeBoolean(line.stderr());
    origin(line.origin(), output);
    output.writeLong(line.arrival());
    output.writeLong(line.time().map(Instant::getEpochSecond).orElse(Long.MIN_VALUE));
    output.writeInt(line.time().map(Instant::getNano).orElse(0));
    output.writeInt(line.latin().length());
    output.write(line.text());
  }

  private static void origin(Origin origin, DataOutputStream output) throws IOException {
    for (String name :
        List.of(origin.source(), origin.namespace(), origin.pod(), origin.container())) {
      output.writeUTF(name);
    }
  }

  static Line read(DataInputStream input) throws IOException {
    UUID session = new UUID(input.readLong(), input.readLong());
    long number = input.readLong();
    Kind kind = Kind.valueOf(input.readUTF());
    boolean inner = input.readBoolean();
    boolean stderr = input.readBoolean();
    Origin origin = new Origin(input.readUTF(), input.readUTF(), input.readUTF(), input.readUTF());
    long arrival = input.readLong();
    long second = input.readLong();
    int nano = input.readInt();
    Optional<Instant> time =
        second == Long.MIN_VALUE
            ? Optional.empty()
            : Optional.of(Instant.ofEpochSecond(second, nano));
    String text = new String(input.readNBytes(input.readInt()), StandardCharsets.ISO_8859_1);
    return new Line(session, number, kind, text, time, inner, stderr, origin, arrival);
  }
}
