package io.execguard.tool.report.read;

/// Where something stands.
///
/// @param source a file's name
/// @param line from 1, of the text after decompression; 0 where it is somewhere in the source
public record Place(String source, long line) {
  @Override
  public String toString() {
    return line == 0 ? source : source + ":" + line;
  }
}
