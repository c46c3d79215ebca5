package dev.hearth.host.sandbox.classloader.prepared;

import dev.hearth.host.registry.HandlerStyle;
import dev.hearth.host.sandbox.AuditReport;
import dev.hearth.host.sandbox.CodeAudit;
import dev.hearth.host.sandbox.classloader.prepared.ClassFacts.Obstacle;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What was found out about an artifact, kept beside its prepared form so that deploying it once
 * more, perhaps with another handler, costs next to nothing.
 *
 * @param audit for the deployer
 * @param classes those of the artifact itself, libraries not included
 */
record Findings(AuditReport audit, List<HandlerFinder.Candidate> classes) {

  private static final String FILE = "findings.bin";

  Findings {
    classes = List.copyOf(classes);
  }

  void write(Path directory) throws IOException {
    try (DataOutputStream out =
        new DataOutputStream(
            new BufferedOutputStream(Files.newOutputStream(directory.resolve(FILE))))) {
      out.writeInt(audit.classes());
      out.writeLong(audit.expandedBytes());
      writeAll(out, audit.libraries());
      writeAll(out, audit.warnings());
      writeAll(out, audit.code().lines());
      out.writeInt(classes.size());
      for (HandlerFinder.Candidate candidate : classes) {
        out.writeUTF(candidate.name());
        writeAll(out, candidate.obstacles().stream().map(Enum::name).toList());
        writeAll(out, candidate.contracts().stream().map(Enum::name).toList());
      }
    }
  }

  static Findings read(Path directory) throws IOException {
    try (DataInputStream in =
        new DataInputStream(
            new BufferedInputStream(Files.newInputStream(directory.resolve(FILE))))) {
      AuditReport audit =
          new AuditReport(
              in.readInt(),
              in.readLong(),
              readAll(in),
              readAll(in),
              CodeAudit.ofLines(readAll(in)));
      int count = in.readInt();
      List<HandlerFinder.Candidate> classes = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        String name = in.readUTF();
        Set<Obstacle> obstacles = EnumSet.noneOf(Obstacle.class);
        readAll(in).forEach(obstacle -> obstacles.add(Obstacle.valueOf(obstacle)));
        classes.add(
            new HandlerFinder.Candidate(
                name, obstacles, readAll(in).stream().map(HandlerStyle::valueOf).toList()));
      }
      return new Findings(audit, classes);
    }
  }

  private static void writeAll(DataOutputStream out, List<String> texts) throws IOException {
    out.writeInt(texts.size());
    for (String text : texts) {
      out.writeUTF(text);
    }
  }

  private static List<String> readAll(DataInputStream in) throws IOException {
    int count = in.readInt();
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      texts.add(in.readUTF());
    }
    return texts;
  }
}
