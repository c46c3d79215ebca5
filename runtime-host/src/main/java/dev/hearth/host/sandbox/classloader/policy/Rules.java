package dev.hearth.host.sandbox.classloader.policy;

import java.util.Optional;

/** The rules of one policy. Safe for use by several threads. */
public interface Rules {

  /**
   * The rule that names this very class and member; empty if none does. Whoever asks goes on with
   * the supertypes of the class, nearest first.
   *
   * @param owner in the form {@code java/lang/System}
   * @param descriptor of the method, or of the field's type
   */
  Optional<Rule> find(String owner, String name, String descriptor);

  /** What holds for a member of the platform that no rule names, along all its supertypes. */
  Rule otherwise();

  /** Allows everything. */
  static Rules none() {
    return new Rules() {
      @Override
      public Optional<Rule> find(String owner, String name, String descriptor) {
        return Optional.empty();
      }

      @Override
      public Rule otherwise() {
        return new Rule.Allow();
      }
    };
  }
}
