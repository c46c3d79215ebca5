package com.example.images;

import java.awt.image.BufferedImage;

/** Makes a picture smaller: every new pixel is the mean of the old ones that it covers. */
final class Shrinking {

  private Shrinking() {}

  /** The picture at a size that is no larger than its own. */
  static BufferedImage to(int width, int height, BufferedImage image) {
    boolean transparent = image.getColorModel().hasAlpha();
    int type = transparent ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB;
    BufferedImage small = new BufferedImage(width, height, type);
    int fullWidth = image.getWidth();
    int[] strip = new int[fullWidth * (image.getHeight() / height + 1)];
    int[] line = new int[width];
    for (int y = 0; y < height; y++) {
      int top = edge(y, height, image.getHeight());
      int rows = edge(y + 1, height, image.getHeight()) - top;
      image.getRGB(0, top, fullWidth, rows, strip, 0, fullWidth);
      for (int x = 0; x < width; x++) {
        int left = edge(x, width, fullWidth);
        int right = edge(x + 1, width, fullWidth);
        line[x] = mean(strip, fullWidth, rows, left, right);
      }
      small.setRGB(0, y, width, 1, line, 0, width);
    }
    return small;
  }

  private static int edge(int index, int count, int size) {
    return (int) ((long) index * size / count);
  }

  /** The mean of the ARGB pixels of a box; a transparent pixel's colour does not count. */
  private static int mean(int[] strip, int stripWidth, int rows, int left, int right) {
    long alpha = 0;
    long red = 0;
    long green = 0;
    long blue = 0;
    for (int row = 0; row < rows; row++) {
      for (int i = row * stripWidth + left; i < row * stripWidth + right; i++) {
        int opacity = strip[i] >>> 24;
        alpha += opacity;
        red += (long) opacity * (strip[i] >> 16 & 0xff);
        green += (long) opacity * (strip[i] >> 8 & 0xff);
        blue += (long) opacity * (strip[i] & 0xff);
      }
    }
    if (alpha == 0) {
      return 0;
    }
    return rounded(alpha, (long) rows * (right - left)) << 24
        | rounded(red, alpha) << 16
        | rounded(green, alpha) << 8
        | rounded(blue, alpha);
  }

  private static int rounded(long sum, long count) {
    return (int) ((sum + count / 2) / count);
  }
}
