package dev.hearth.host.sandbox.classloader.rewrite.corpus;

import dev.hearth.host.sandbox.classloader.guard.Scope;
import dev.hearth.host.sandbox.classloader.rewrite.GuardClass;
import dev.hearth.host.sandbox.classloader.rewrite.RewriteException;

/**
 * What the rewriter and then the JVM make of one class file, whatever is in it. The rewriter may
 * only refuse it with a sentence; and what the JVM verifies as it is, it must verify rewritten.
 *
 * @param raw what the JVM says to the class as it is
 * @param outcome what it says to the rewritten class, or the sentence of the rewriter
 * @param refused by the rewriter
 */
record Damage(String raw, String outcome, boolean refused) {

  /** Puts the class file among others that it may name, and has it rewritten and verified. */
  static Damage of(ClassFiles others, String internalName, byte[] classFile) {
    ClassFiles classes = others.with(internalName, classFile);
    String raw = LinkingLoader.outcome(classes, internalName);
    try {
      ClassFiles rewritten =
          classes
              .with(internalName, classes.rewritten(internalName))
              .with(GuardClass.NAME, GuardClass.bytes());
      return new Damage(raw, LinkingLoader.outcome(rewritten, internalName), false);
    } catch (RewriteException e) {
      return new Damage(raw, sentence(e), true);
    }
  }

  private static String sentence(RewriteException e) {
    String message = String.valueOf(e.getMessage());
    if (message.length() < 10 || message.contains(Scope.class.getPackageName())) {
      throw new AssertionError("that is no sentence: " + message, e);
    }
    return message;
  }

  /** Whether the JVM takes it as it is and not when rewritten, although it was not refused. */
  boolean isSpoilt() {
    return !refused && raw.equals(LinkingLoader.FINE) && !outcome.equals(LinkingLoader.FINE);
  }
}
