package com.example.images;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.function.Context;
import dev.hearth.function.HttpRequest;
import dev.hearth.function.HttpResponse;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageThumbnailerTest {

  private static final Context UNUSED = null;
  private static final int RED = 0xffff0000;
  private static final int BLUE = 0xff0000ff;

  private static HttpResponse answer(String query, byte[] body) throws IOException {
    return new ImageThumbnailer()
        .handle(HttpRequest.builder("POST", "/").query(query).body(body).build(), UNUSED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpeg"})
  void makesASmallPngOfTheSameShape(String format) throws IOException {
    HttpResponse response = answer("width=100", picture(format, redAndBlue(1000, 500)));

    assertThat(response.status()).isEqualTo(200);
    assertThat(response.header("Content-Type")).contains("image/png");
    BufferedImage small = decoded(response);
    assertThat(small.getWidth()).isEqualTo(100);
    assertThat(small.getHeight()).isEqualTo(50);
    assertThat(small.getRGB(10, 25) >> 16 & 0xff).isGreaterThan(250);
    assertThat(small.getRGB(90, 25) & 0xff).isGreaterThan(250);
  }

  @Test
  void is128PixelsWideUnlessToldOtherwise() throws IOException {
    assertThat(decoded(answer("", picture("png", redAndBlue(1000, 500)))).getWidth())
        .isEqualTo(128);
  }

  @Test
  void doesNotBlowUpASmallPicture() throws IOException {
    BufferedImage same = decoded(answer("width=1024", picture("png", redAndBlue(30, 20))));

    assertThat(same.getWidth()).isEqualTo(30);
    assertThat(same.getHeight()).isEqualTo(20);
    assertThat(same.getRGB(0, 0)).isEqualTo(RED);
    assertThat(same.getRGB(29, 19)).isEqualTo(BLUE);
  }

  @Test
  void mixesColoursOfPixelsThatBecomeOne() throws IOException {
    BufferedImage stripes = new BufferedImage(32, 2, BufferedImage.TYPE_INT_RGB);
    for (int x = 0; x < 32; x += 2) {
      stripes.setRGB(x, 0, RED);
      stripes.setRGB(x, 1, RED);
    }

    assertThat(decoded(answer("width=16", picture("png", stripes))).getRGB(7, 0))
        .isEqualTo(0xff800000);
  }

  @Test
  void keepsTransparency() throws IOException {
    BufferedImage clear = new BufferedImage(64, 64, BufferedImage.TYPE_INT_ARGB);
    clear.setRGB(0, 0, RED);

    BufferedImage small = decoded(answer("width=32", picture("png", clear)));
    assertThat(small.getRGB(0, 0)).isEqualTo(0x40ff0000);
    assertThat(small.getRGB(1, 1) >>> 24).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"15", "1025", "-20", "big", "1e2", "", "99999999999"})
  void refusesAWidthOutOfRange(String width) throws IOException {
    HttpResponse response = answer("width=" + width, picture("png", redAndBlue(30, 20)));

    assertThat(response.status()).isEqualTo(400);
    assertThat(response.bodyText()).contains("from 16 to 1024");
  }

  @Test
  void refusesWhatIsNoPicture() throws IOException {
    assertThat(answer("", new byte[0]).status()).isEqualTo(415);
    assertThat(answer("", "hello".getBytes(java.nio.charset.StandardCharsets.UTF_8)).status())
        .isEqualTo(415);
  }

  @Test
  void refusesAPictureInAnotherFormatByItsName() throws IOException {
    HttpResponse response = answer("", picture("gif", redAndBlue(30, 20)));

    assertThat(response.status()).isEqualTo(415);
    assertThat(response.bodyText()).contains("gif").contains("PNG");
  }

  @Test
  void refusesAHugePictureByItsHeaderAlone() throws IOException {
    HttpResponse response = answer("", pngHeader(100_000, 100_000));

    assertThat(response.status()).isEqualTo(422);
    assertThat(response.bodyText()).contains("100000 × 100000").contains("50 megapixels");
  }

  @Test
  void refusesAThumbnailThatWouldBeATower() throws IOException {
    HttpResponse response = answer("width=16", pngHeader(16, 5000));

    assertThat(response.status()).isEqualTo(422);
    assertThat(response.bodyText()).contains("taller than 4096");
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpeg"})
  void refusesADamagedPicture(String format) throws IOException {
    byte[] whole = picture(format, redAndBlue(300, 200));
    HttpResponse response = answer("", Arrays.copyOf(whole, 30));

    assertThat(response.status()).isEqualTo(422);
    assertThat(response.bodyText()).contains("cannot be decoded");
  }

  @Test
  void takesOnlyPost() throws IOException {
    HttpResponse response =
        new ImageThumbnailer().handle(HttpRequest.builder("GET", "/").build(), UNUSED);

    assertThat(response.status()).isEqualTo(405);
    assertThat(response.header("Allow")).contains("POST");
  }

  private static BufferedImage redAndBlue(int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, x < width / 2 ? RED : BLUE);
      }
    }
    return image;
  }

  private static byte[] picture(String format, BufferedImage image) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    assertThat(ImageIO.write(image, format, bytes)).isTrue();
    return bytes.toByteArray();
  }

  private static BufferedImage decoded(HttpResponse response) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(response.body()));
  }

  /** The beginning of a PNG: signature and IHDR chunk, no pixels. */
  private static byte[] pngHeader(int width, int height) {
    byte[] chunk =
        ByteBuffer.allocate(17)
            .putInt(0x49484452)
            .putInt(width)
            .putInt(height)
            .put(new byte[] {8, 2, 0, 0, 0})
            .array();
    CRC32 crc = new CRC32();
    crc.update(chunk);
    return ByteBuffer.allocate(8 + 4 + 17 + 4)
        .putLong(0x89504e470d0a1a0aL)
        .putInt(13)
        .put(chunk)
        .putInt((int) crc.getValue())
        .array();
  }
}
