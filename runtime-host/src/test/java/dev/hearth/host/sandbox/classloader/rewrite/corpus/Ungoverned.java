package dev.hearth.host.sandbox.classloader.rewrite.corpus;

import dev.hearth.host.sandbox.classloader.guard.Ward;
import java.lang.reflect.Proxy;

/** Makes wards that let everything go on and, as no rules hold, are asked nothing else. */
final class Ungoverned {

  private Ungoverned() {}

  static Ward ward() {
    return (Ward)
        Proxy.newProxyInstance(
            Ward.class.getClassLoader(), new Class<?>[] {Ward.class}, (_, _, _) -> false);
  }
}
