package dev.hearth.host.sandbox.classloader.prepared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearth.host.fixture.FunctionJar;
import dev.hearth.host.registry.FunctionSpec;
import dev.hearth.host.sandbox.Artifact;
import dev.hearth.host.sandbox.ArtifactRefusedException;
import dev.hearth.host.sandbox.archive.DirectoryTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DamagedJarTest {

  private static final Map<String, byte[]> CLASSES =
      FunctionJar.of(
              "com.acme.Hello",
              """
              package com.acme;
              public class Hello implements java.util.function.Function<String, String> {
                private final java.util.List<String> seen = new java.util.ArrayList<>();
                public String apply(String s) {
                  try {
                    for (char c : s.toCharArray()) {
                      switch (c) {
                        case 'a' -> seen.add("a");
                        case 'b', 'c' -> seen.add("b" + c);
                        default -> throw new IllegalStateException(s);
                      }
                    }
                    return seen.stream().filter(x -> !x.isEmpty()).findFirst().orElse(s);
                  } catch (IllegalStateException e) {
                    return "?";
                  }
                }
              }
              """)
          .compiled();

  private static final byte[] CLASS = CLASSES.getOrDefault("com/acme/Hello.class", new byte[0]);
  private static final byte[] JAR =
      FunctionJar.empty()
          .entry("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\nMulti-Release: true\n\n")
          .entry("com/acme/Hello.class", CLASS)
          .entry("lib/a.jar", FunctionJar.empty().entry("a.txt", "a").bytes())
          .bytes();

  @Test
  void isRefusedWhereverItIsCutOff(@TempDir Path directory) {
    Uploads uploads = new Uploads(directory);
    byte[] small = Uploads.hello().bytes();
    for (int length = 0; length < small.length; length++) {
      byte[] cut = Arrays.copyOf(small, length);
      assertThatThrownBy(() -> uploads.prepare(cut))
          .as("cut after %d bytes", length)
          .isInstanceOf(ArtifactRefusedException.class);
    }
  }

  @Property(tries = 200)
  void isTakenOrRefusedWhateverBytesAreWrong(
      @ForAll @Size(min = 1, max = 3) List<@IntRange(max = 100_000) Integer> places,
      @ForAll byte with)
      throws IOException {
    takenOrRefused(damaged(JAR, places, with));
  }

  @Property(tries = 2000)
  void aClassIsTakenOrRefusedWhateverBytesOfItAreWrong(
      @ForAll @Size(min = 1, max = 3) List<@IntRange(max = 100_000) Integer> places,
      @ForAll byte with) {
    byte[] damaged = damaged(CLASS, places, with);
    assertThat(ClassFileCheck.check("com/acme/Hello.class", damaged))
        .isNotInstanceOf(ClassFileCheck.Verdict.ApiCopy.class);
  }

  private static byte[] damaged(byte[] bytes, List<Integer> places, byte with) {
    byte[] damaged = bytes.clone();
    for (int place : places) {
      damaged[place % damaged.length] = with;
    }
    return damaged;
  }

  private static void takenOrRefused(byte[] jar) throws IOException {
    Path directory = Files.createTempDirectory("damaged");
    try {
      Uploads uploads = new Uploads(directory);
      Artifact artifact = uploads.artifact(jar);
      try {
        uploads.store().prepare(artifact, FunctionSpec.defaults());
        uploads.store().open(artifact.digest(), FunctionSpec.defaults().confinement()).close();
      } catch (ArtifactRefusedException refused) {
        assertThat(refused.problems()).isNotEmpty();
        assertThat(names(uploads.prepared())).isEmpty();
      }
      assertThat(names(directory)).containsExactlyInAnyOrder("prepared", "upload.bin");
    } finally {
      DirectoryTree.delete(directory);
    }
  }

  private static List<String> names(Path directory) throws IOException {
    try (Stream<Path> all = Files.list(directory)) {
      return all.map(p -> p.getFileName().toString()).toList();
    }
  }
}
