package dev.hearth.host.sandbox.classloader.prepared;

import java.util.List;
import java.util.Set;

/**
 * What a class file says of its class, as far as a handler is looked for.
 *
 * @param name in the form {@code com.acme.Hello}
 * @param supertypes the superclass and the interfaces, in the same form
 * @param obstacles why it cannot be made an instance of
 */
record ClassFacts(String name, List<String> supertypes, Set<Obstacle> obstacles) {

  ClassFacts {
    supertypes = List.copyOf(supertypes);
    obstacles = Set.copyOf(obstacles);
  }

  /** Why a class cannot be a handler, each with what has to be done about it. */
  enum Obstacle {
    INTERFACE("is an interface: name a class that implements it"),
    ABSTRACT("is abstract: name a class that extends it"),
    NOT_PUBLIC("is not public: make it public"),
    INNER("is an inner class: make it static or a class of its own"),
    NO_CONSTRUCTOR("has no public constructor without parameters: add one");

    private final String what;

    Obstacle(String what) {
      this.what = what;
    }

    /** A clause that follows the name of the class. */
    String what() {
      return what;
    }
  }
}
