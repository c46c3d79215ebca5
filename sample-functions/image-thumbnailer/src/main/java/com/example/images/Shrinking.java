package com.example.images;

import java.awt.image.BufferedImage;

/** Makes a picture smaller: every new pixel is the mean of the old ones that it covers. */
final class Shrinking {

  private Shrinking() {}

  /** The picture at a size that is no larger than its own. */
  static BufferedImage to(int width, int height, BufferedImage image) {
    boolean transparent = image.getColorModel().hasAlpha();
    BufferedImage small =
        new BufferedImage(
            width, height, transparent ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      int top = y * image.getHeight() / height;
      int rows = Math.max(1, (y + 1) * image.getHeight() / height - top);
      for (int x = 0; x < width; x++) {
        int left = x * image.getWidth() / width;
        int columns = Math.max(1, (x + 1) * image.getWidth() / width - left);
        small.setRGB(x, y, mean(image.getRGB(left, top, columns, rows, null, 0, columns)));
      }
    }
    return small;
  }

  /** The mean of ARGB pixels; a transparent pixel's colour does not count. */
  private static int mean(int[] pixels) {
    long alpha = 0;
    long red = 0;
    long green = 0;
    long blue = 0;
    for (int pixel : pixels) {
      int opacity = pixel >>> 24;
      alpha += opacity;
      red += (long) opacity * (pixel >> 16 & 0xff);
      green += (long) opacity * (pixel >> 8 & 0xff);
      blue += (long) opacity * (pixel & 0xff);
    }
    if (alpha == 0) {
      return 0;
    }
    return rounded(alpha, pixels.length) << 24
        | rounded(red, alpha) << 16
        | rounded(green, alpha) << 8
        | rounded(blue, alpha);
  }

  private static int rounded(long sum, long count) {
    return (int) ((sum + count / 2) / count);
  }
}
