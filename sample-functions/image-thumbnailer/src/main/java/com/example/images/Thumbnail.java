package com.example.images;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.Locale;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Makes a small PNG of a picture. It looks at the picture's header before it decodes anything, and
 * works in memory: without a cache file, without a display, without changing settings of ImageIO.
 */
final class Thumbnail {

  private static final Set<String> FORMATS = Set.of("png", "jpeg");
  private static final long MOST_PIXELS = 50_000_000;
  private static final int TALLEST = 4096;

  private Thumbnail() {}

  /**
   * A PNG of {@code picture}, {@code width} pixels wide, or as wide as the picture if that is less.
   *
   * @throws Refusal 415 if this is neither PNG nor JPEG, 422 if it is too large or damaged
   */
  static byte[] of(InputStream picture, int width) throws IOException, Refusal {
    try (ImageInputStream in = new MemoryCacheImageInputStream(picture)) {
      ImageReader reader = readerFor(in);
      try {
        reader.setInput(in, true, true);
        return png(read(reader, width));
      } finally {
        reader.dispose();
      }
    }
  }

  private static ImageReader readerFor(ImageInputStream in) throws IOException, Refusal {
    Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
    if (!readers.hasNext()) {
      throw new Refusal(415, "the body is neither a PNG nor a JPEG");
    }
    ImageReader reader = readers.next();
    String format = reader.getFormatName().toLowerCase(Locale.ROOT);
    if (!FORMATS.contains(format)) {
      reader.dispose();
      throw new Refusal(415, "the body is a " + format + ": send a PNG or a JPEG");
    }
    return reader;
  }

  private static BufferedImage read(ImageReader reader, int width) throws Refusal {
    try {
      return reduced(reader, width);
    } catch (IOException | RuntimeException e) {
      throw new Refusal(422, "the picture cannot be decoded: " + e.getMessage());
    }
  }

  private static BufferedImage reduced(ImageReader reader, int most) throws IOException, Refusal {
    int fullWidth = reader.getWidth(0);
    int fullHeight = reader.getHeight(0);
    if ((long) fullWidth * fullHeight > MOST_PIXELS) {
      throw new Refusal(
          422, fullWidth + " × " + fullHeight + " pixels are more than 50 megapixels");
    }
    int width = Math.min(most, fullWidth);
    int height = Math.max(1, Math.round((float) fullHeight * width / fullWidth));
    if (height > TALLEST) {
      throw new Refusal(422, "the thumbnail would be taller than " + TALLEST + " pixels");
    }
    int step = Math.max(1, Math.min(fullWidth / (2 * width), fullHeight / (2 * height)));
    ImageReadParam everyFewPixels = reader.getDefaultReadParam();
    everyFewPixels.setSourceSubsampling(step, step, 0, 0);
    return Shrinking.to(width, height, reader.read(0, everyFewPixels));
  }

  private static byte[] png(BufferedImage image) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.write(image);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
