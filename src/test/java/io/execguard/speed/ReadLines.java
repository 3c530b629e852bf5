package io.execguard.speed;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/// A program that does with compressed lines of JSON what each reader has to: it unpacks them, and
/// Jackson reads each name and each text. Without a file it only starts.
final class ReadLines {
  private ReadLines() {}

  /// Prints how many lines the files have.
  public static void main(String[] files) throws IOException {
    long lines = 0;
    for (String file : files) {
      try (var input = new GZIPInputStream(Files.newInputStream(Path.of(file)), 1 << 16);
          var reader = new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8))) {
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
          lines += JacksonFloor.read(line.getBytes(StandardCharsets.UTF_8)) > 0 ? 1 : 0;
        }
      }
    }
    System.out.println(lines);
  }
}
