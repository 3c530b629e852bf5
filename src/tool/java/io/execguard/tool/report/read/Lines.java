package io.execguard.tool.report.read;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Splits a stream into lines, and forgets what of a line is beyond the limit.
public final class Lines {
  /// A log event of CloudWatch has at most 1 MB. An audit event with both objects has a few; etcd
  /// takes 1.5 MB of each.
  public static final int LONGEST = 16 << 20;

  static final String TOO_LONG = "is longer than " + (LONGEST >> 20) + " MB";

  private final InputStream input;
  private final byte[] buffer = new byte[1 << 16];
  private int from;
  private int until;
  private long number;
  private boolean cut;

  public Lines(InputStream input) {
    this.input = input;
  }

  /// The number of the line that was read last, from 1.
  public long number() {
    return number;
  }

  /// Whether the line that was read last is longer than the limit.
  public boolean isCut() {
    return cut;
  }

  /// The next line without its end, null behind the last.
  public byte @Nullable [] next() throws IOException {
    cut = false;
    ByteArrayOutputStream begun = new ByteArrayOutputStream(0);
    boolean any = false;
    while (from < until || fill()) {
      any = true;
      int end = end();
      if (end < until && begun.size() == 0) {
        byte[] line = Arrays.copyOfRange(buffer, from, end);
        from = end + 1;
        number++;
        return line;
      }
      keep(begun, end);
      from = Math.min(end + 1, until);
      if (end < until) {
        break;
      }
    }
    if (!any) {
      return null;
    }
    number++;
    return begun.toByteArray();
  }

  private void keep(ByteArrayOutputStream begun, int end) {
    int room = Math.min(end - from, LONGEST - begun.size());
    begun.write(buffer, from, room);
    cut |= room < end - from;
  }

  private int end() {
    int end = from;
    while (end < until && buffer[end] != '\n') {
      end++;
    }
    return end;
  }

  private boolean fill() throws IOException {
    from = 0;
    until = Math.max(0, input.read(buffer));
    return until > 0;
  }
}
