package dev.hearth.host.sandbox.classloader.rewrite;

import java.lang.classfile.constantpool.ConstantPool;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.util.regex.Pattern;

/** The names that only the host may write into a class file. Stateless. */
final class ReservedNames {

  private static final Pattern RESERVED =
      Pattern.compile("(?:^|[L\\[;(])(hearth/Guard(?:$|;)|dev/hearth/host/)");

  private ReservedNames() {}

  /** Throws if one of them is there, as a class or within a descriptor. */
  static void check(ConstantPool pool) {
    for (PoolEntry entry : pool) {
      if (entry instanceof Utf8Entry text && names(text.stringValue())) {
        throw new RewriteException(
            "it names \"%s\", which belongs to the host: leave this class out"
                .formatted(text.stringValue()));
      }
    }
  }

  private static boolean names(String text) {
    return text.contains("hearth/") && RESERVED.matcher(text).find();
  }
}
