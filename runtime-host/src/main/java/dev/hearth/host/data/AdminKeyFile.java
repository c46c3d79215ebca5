package dev.hearth.host.data;

import dev.hearth.host.access.KeyRing;
import dev.hearth.host.access.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** The file with the first admin key, readable by its owner only. */
public final class AdminKeyFile {

  private AdminKeyFile() {}

  /** Sees to it that the file holds a key that is an admin's; makes one if it does not. */
  public static void ensure(Path file, KeyRing keys) throws IOException {
    if (Files.exists(file)
        && keys.judge(Files.readString(file).strip(), "admin") == Verdict.ALLOWED) {
      return;
    }
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    Files.createFile(
        fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    String token = keys.create(List.of("admin"), "first admin key").token();
    Files.writeString(fresh, token + "\n", StandardOpenOption.WRITE, StandardOpenOption.SYNC);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
