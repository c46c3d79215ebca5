package dev.hearth.host.sandbox.classloader.stop;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;

/**
 * Finds classes through JNI and binds native methods; used by one thread, the one whose environment
 * it was made with.
 *
 * <p>A local reference that a downcall returns lives only until the next native method of the
 * thread returns, so each is made a global one in the same handle that asked for it.
 */
final class JniLookup {

  private final NativeTable env;
  private final Arena arena;
  private final MethodHandle clear;
  private final MethodHandle globalOf;

  JniLookup(NativeTable env, Arena arena) throws Throwable {
    this.env = env;
    this.arena = arena;
    clear = env.procedure(17);
    globalOf = env.function(21, JAVA_LONG, JAVA_LONG);
    long linked = (long) globalOf.invokeExact(0L);
    require(linked == 0, "NewGlobalRef");
  }

  /** A global reference to a class of the platform, by its name with slashes. */
  long platformClass(String name) throws Throwable {
    MethodHandle find = global(env.function(6, JAVA_LONG, JAVA_LONG));
    return twice(() -> (long) find.invokeExact(text(name)), "FindClass " + name);
  }

  /**
   * A global reference to a class of ours, by its name with dots. FindClass looks from a downcall
   * in the boot loader only, so this asks the loader that Java code would ask.
   */
  long ownClass(String name) throws Throwable {
    long loaders = platformClass("java/lang/ClassLoader");
    MethodHandle callStatic = global(env.function(116, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG));
    MethodHandle newString = global(env.function(167, JAVA_LONG, JAVA_LONG));
    MethodHandle call = global(env.function(36, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG));
    long systemLoader = methodId(113, loaders, "getSystemClassLoader", "()Ljava/lang/ClassLoader;");
    long loadClass = methodId(33, loaders, "loadClass", "(Ljava/lang/String;)Ljava/lang/Class;");
    MemorySegment arguments = arena.allocate(ADDRESS);
    long loader =
        twice(() -> (long) callStatic.invokeExact(loaders, systemLoader, 0L), "system loader");
    arguments.set(
        JAVA_LONG, 0, twice(() -> (long) newString.invokeExact(text(name)), "NewStringUTF"));
    return twice(
        () -> (long) call.invokeExact(loader, loadClass, arguments.address()), "the class " + name);
  }

  /** An instance method of a class. */
  long method(long type, String name, String signature) throws Throwable {
    return methodId(33, type, name, signature);
  }

  /** Gives a native method its code. */
  void register(long type, String name, String signature, MemorySegment code) throws Throwable {
    MemorySegment method = arena.allocate(ADDRESS, 3);
    method.setAtIndex(JAVA_LONG, 0, text(name));
    method.setAtIndex(JAVA_LONG, 1, text(signature));
    method.setAtIndex(ADDRESS, 2, code);
    MethodHandle register = env.function(215, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT);
    int status = (int) register.invokeExact(type, method.address(), 1);
    require(status == 0, "RegisterNatives");
  }

  private long methodId(int function, long type, String name, String signature) throws Throwable {
    MethodHandle get = env.function(function, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);
    long found = (long) get.invokeExact(type, text(name), text(signature));
    require(found != 0, "the method " + name);
    return found;
  }

  private MethodHandle global(MethodHandle finder) {
    return MethodHandles.filterReturnValue(finder, globalOf);
  }

  private long text(String value) {
    return arena.allocateFrom(value).address();
  }

  /** The first call links what it calls, which runs native methods; the second counts. */
  private long twice(Finder finder, String what) throws Throwable {
    require(finder.find() != 0, what);
    long found = finder.find();
    require(found != 0, what);
    return found;
  }

  private void require(boolean held, String what) throws Throwable {
    if (!held) {
      clear.invokeExact();
      throw new IllegalStateException("the virtual machine refused " + what);
    }
  }

  /** Something that gives a reference, or 0. */
  @FunctionalInterface
  private interface Finder {
    long find() throws Throwable;
  }
}
