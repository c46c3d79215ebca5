package dev.hearth.host.sandbox.classloader.rewrite.corpus;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What became of a corpus.
 *
 * @param classes how many there are
 * @param refused what the rewriter said about those that it refused
 * @param failing how many the JVM refuses as they are, for want of libraries that are optional
 * @param changed by class, what the JVM says after and before, where that is not the same
 */
record Linkage(int classes, List<String> refused, int failing, Map<String, String> changed) {

  /** Links every class as it is and rewritten. */
  static Linkage of(ClassFiles corpus) {
    ClassFiles.Rewriting rewriting = corpus.rewritten();
    Map<String, String> before = LinkingLoader.failures(corpus);
    Map<String, String> after = LinkingLoader.failures(rewriting.classes());
    Map<String, String> changed = new TreeMap<>();
    for (String name : corpus.byName().keySet()) {
      String was = before.getOrDefault(name, LinkingLoader.FINE);
      String is = after.getOrDefault(name, LinkingLoader.FINE);
      if (!was.equals(is)) {
        changed.put(name, is + ", before: " + was);
      }
    }
    return new Linkage(corpus.byName().size(), rewriting.refused(), before.size(), changed);
  }
}
