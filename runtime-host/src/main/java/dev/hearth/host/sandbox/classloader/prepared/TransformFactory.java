package dev.hearth.host.sandbox.classloader.prepared;

import dev.hearth.host.registry.Confinement;
import dev.hearth.host.registry.Grant;
import dev.hearth.host.registry.Policy;
import dev.hearth.host.sandbox.classloader.policy.Rules;
import dev.hearth.host.sandbox.classloader.rewrite.ClassSource;
import dev.hearth.host.sandbox.classloader.rewrite.Rewriter;
import java.util.Set;
import java.util.function.BiFunction;

/** Makes the transform of one artifact. Safe for use by several threads. */
@FunctionalInterface
public interface TransformFactory {

  /**
   * For an artifact whose raw classes are all collected.
   *
   * @param confinement the transform may depend on its policy and its grants
   */
  ClassTransform of(Confinement confinement, ClassSource raw);

  /** Leaves every class as it is. */
  static TransformFactory identity() {
    return (_, _) -> ClassTransform.identity();
  }

  /**
   * Meters and confines.
   *
   * @param rules for functions of this policy with these grants
   */
  static TransformFactory rewriting(BiFunction<Policy, Set<Grant>, Rules> rules) {
    return (confinement, raw) -> {
      Rewriter rewriter =
          new Rewriter(rules.apply(confinement.policy(), confinement.permissions().allow()), raw);
      return (_, classFile) -> rewriter.rewrite(classFile);
    };
  }
}
