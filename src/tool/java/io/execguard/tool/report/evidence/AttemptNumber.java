package io.execguard.tool.report.evidence;

/// A line of an attempt as the one number that a [DigestMap] keeps.
///
/// @param number bits: the time, then eight of the door's hash, then three of the mark; 0 for none
record AttemptNumber(long number) {
  private static final int DOOR = 8;
  private static final int MARK = 3;
  private static final long NODE = hash("node");

  /// @param time milliseconds since 1970
  static AttemptNumber of(long time, String door, Mark mark) {
    return new AttemptNumber(time << (DOOR + MARK) | hash(door) << MARK | mark.row());
  }

  AttemptNumber with(Mark mark) {
    return new AttemptNumber((number & (~0L << MARK)) | mark.row());
  }

  boolean isNone() {
    return number == 0;
  }

  long time() {
    return number >> (DOOR + MARK);
  }

  Mark mark() {
    return Mark.of((int) (number & 7));
  }

  boolean isAtSameDoor(AttemptNumber other) {
    return door() == other.door();
  }

  boolean isAtNode() {
    return door() == NODE;
  }

  private long door() {
    return (number >> MARK) & 0xff;
  }

  private static long hash(String door) {
    return door.hashCode() & 0xff;
  }
}
