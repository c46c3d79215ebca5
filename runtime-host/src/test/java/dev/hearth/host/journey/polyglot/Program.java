package dev.hearth.host.journey.polyglot;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hearth.host.HostClient;
import dev.hearth.host.Reply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The files of a program that is to be uploaded. */
record Program(Map<String, byte[]> files) {

  Program {
    files = Map.copyOf(files);
  }

  static Program of(String name, String text) {
    return new Program(Map.of(name, text.getBytes(UTF_8)));
  }

  /** The same with one file more. */
  Program with(String name, String text) {
    return with(name, text.getBytes(UTF_8));
  }

  Program with(String name, byte[] content) {
    Map<String, byte[]> all = new LinkedHashMap<>(files);
    all.put(name, content);
    return new Program(all);
  }

  byte[] zip() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  Reply deploy(HostClient host, String name) {
    return host.upload(name, zip(), "application/zip");
  }

  Reply deploy(HostClient host, String name, String config) {
    return host.uploadParts(
        name, HostClient.filePart("artifact", zip()), HostClient.textPart("config", config));
  }
}
