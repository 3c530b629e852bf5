package io.execguard.tool.report;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/// What a browser showed.
record Picture(BufferedImage image) {
  /// The mean difference of the brightness of two pictures' points, from 0 for the same to 255 for
  /// black and white.
  double differenceFrom(Picture other) {
    int width = Math.min(image.getWidth(), other.image.getWidth());
    int height = Math.min(image.getHeight(), other.image.getHeight());
    long sum = 0;
    for (int x = 0; x < width; x++) {
      for (int y = 0; y < height; y++) {
        sum += Math.abs(brightness(image.getRGB(x, y)) - brightness(other.image.getRGB(x, y)));
      }
    }
    return (double) sum / width / height;
  }

  /// No point of it has a colour; the browser's own filter rounds by one.
  boolean isGrey() {
    for (int x = 0; x < image.getWidth(); x++) {
      for (int y = 0; y < image.getHeight(); y++) {
        int point = image.getRGB(x, y);
        if (Math.abs(red(point) - green(point)) > 2 || Math.abs(green(point) - blue(point)) > 2) {
          return false;
        }
      }
    }
    return true;
  }

  void write(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    ImageIO.write(image, "png", file.toFile());
  }

  private static int brightness(int point) {
    return (red(point) + green(point) + blue(point)) / 3;
  }

  private static int red(int point) {
    return point >> 16 & 0xff;
  }

  private static int green(int point) {
    return point >> 8 & 0xff;
  }

  private static int blue(int point) {
    return point & 0xff;
  }
}
