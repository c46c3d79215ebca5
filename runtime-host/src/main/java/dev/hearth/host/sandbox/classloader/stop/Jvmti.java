package dev.hearth.host.sandbox.classloader.stop;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Suspends, looks at, stops and resumes threads through the tool interface of the virtual machine
 * (JVM TI 21), without a native agent. Any thread may call it.
 *
 * <p>The native method of this class is bound to an upcall stub: so the machine itself turns its
 * arguments into handles, and the stub passes them on. Numbers are the places of the functions in
 * the tables of {@code jni.h} and {@code jvmti.h}, which are fixed for all time.
 */
@SuppressWarnings(
    "restricted") // that is what it is for; the launcher grants it to this module alone
final class Jvmti {

  static final int OK = 0;
  static final int NOT_ALIVE = 15;

  private static final int FAILED = -2;
  private static final int JNI_21 = 0x0015_0000;
  private static final int JVMTI_21 = 0x3015_0000;
  private static final long CAN_GET_BYTECODES = 1L << 3;
  private static final long CAN_GET_CONSTANT_POOL = 1L << 35;
  private static final long CAN_SIGNAL_THREAD = 1L << 10;
  private static final long CAN_SUSPEND = 1L << 20;

  private static final int SUSPEND = 0;
  private static final int RESUME = 1;
  private static final int STOP = 2;
  private static final int INTERRUPT = 3;
  private static final int MAY_INITIALISE = 4;

  private final Calls calls;

  private Jvmti(Calls calls) {
    this.calls = calls;
  }

  /**
   * Attaches to the running virtual machine; to be called once in its life.
   *
   * @throws Throwable if the machine refuses, or lacks what is needed
   */
  static Jvmti attach() throws Throwable {
    try (Arena arena = Arena.ofConfined()) {
      NativeTable machine = new NativeTable(createdMachine(arena));
      NativeTable tools = new NativeTable(interfaceOf(machine, arena, JVMTI_21));
      MemorySegment wanted = arena.allocate(16);
      wanted.set(
          JAVA_LONG,
          0,
          CAN_SIGNAL_THREAD | CAN_SUSPEND | CAN_GET_BYTECODES | CAN_GET_CONSTANT_POOL);
      int status = (int) tools.function(141, JAVA_INT, JAVA_LONG).invokeExact(wanted.address());
      require(status, "AddCapabilities");
      NativeTable env = new NativeTable(interfaceOf(machine, arena, JNI_21));
      JniLookup jni = new JniLookup(env, arena);
      Calls calls = Calls.of(tools, Interruption.of(env, jni));
      jni.register(
          jni.ownClass(Jvmti.class.getName()),
          "call",
          "(ILjava/lang/Thread;Ljava/lang/Object;)I",
          stub(calls));
      return new Jvmti(calls);
    }
  }

  private static long createdMachine(Arena arena) throws Throwable {
    boolean windows = System.getProperty("os.name").startsWith("Windows");
    Path library =
        Path.of(
            System.getProperty("java.home"),
            windows ? "bin" : "lib",
            "server",
            System.mapLibraryName("jvm"));
    MemorySegment symbol =
        SymbolLookup.libraryLookup(library, Arena.global()).findOrThrow("JNI_GetCreatedJavaVMs");
    MethodHandle list =
        Linker.nativeLinker()
            .downcallHandle(
                symbol, FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_LONG));
    MemorySegment machine = arena.allocate(ADDRESS);
    MemorySegment count = arena.allocate(JAVA_INT);
    int status = (int) list.invokeExact(machine.address(), 1, count.address());
    require(status, "JNI_GetCreatedJavaVMs");
    return machine.get(JAVA_LONG, 0);
  }

  private static long interfaceOf(NativeTable machine, Arena arena, int version) throws Throwable {
    MemorySegment found = arena.allocate(ADDRESS);
    int status =
        (int)
            machine
                .function(6, JAVA_INT, JAVA_LONG, JAVA_INT)
                .invokeExact(found.address(), version);
    require(status, "GetEnv " + Integer.toHexString(version));
    return found.get(JAVA_LONG, 0);
  }

  private static MemorySegment stub(Calls calls) throws ReflectiveOperationException {
    MethodType type =
        MethodType.methodType(int.class, long.class, long.class, int.class, long.class, long.class);
    MethodHandle answer =
        MethodHandles.lookup().findVirtual(Calls.class, "answer", type).bindTo(calls);
    FunctionDescriptor form =
        FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG);
    return Linker.nativeLinker().upcallStub(answer, form, Arena.global());
  }

  private static void require(int status, String what) {
    if (status != OK) {
      throw new IllegalStateException(what + " failed with status " + status);
    }
  }

  /** Holds a thread at a safe place of the machine; gives {@link #OK} or an error of JVM TI. */
  int suspend(Thread thread) {
    return call(SUSPEND, thread, null);
  }

  /** Lets a suspended thread go on. */
  int resume(Thread thread) {
    return call(RESUME, thread, null);
  }

  /** Makes a thread throw {@code kill} where it is. */
  int stop(Thread thread, Throwable kill) {
    return call(STOP, thread, kill);
  }

  /** Interrupts a thread; unlike the Java call, it never runs what a subclass made of that. */
  int interrupt(Thread thread) {
    return call(INTERRUPT, thread, null);
  }

  /**
   * Whether a suspended thread may be about to initialise a class that is not that of its uppermost
   * method; true where that cannot be seen.
   */
  boolean mayInitialise(Thread thread) {
    return call(MAY_INITIALISE, thread, null) != 0;
  }

  @Override
  public String toString() {
    return "JVM TI at " + calls;
  }

  private static native int call(int what, Thread thread, @Nullable Object argument);

  /**
   * The functions behind the native method. An error that left {@link #answer} would end the
   * process, so it catches all and, but for the reading of the instruction, allocates nothing.
   */
  private record Calls(
      MethodHandle suspend,
      MethodHandle resume,
      MethodHandle stop,
      Interruption interruption,
      Location location) {

    static Calls of(NativeTable tools, Interruption interruption) {
      return new Calls(
          tools.function(4, JAVA_INT, JAVA_LONG),
          tools.function(5, JAVA_INT, JAVA_LONG),
          tools.function(6, JAVA_INT, JAVA_LONG, JAVA_LONG),
          interruption,
          Location.of(tools));
    }

    int answer(long env, long type, int what, long thread, long argument) {
      try {
        return switch (what) {
          case SUSPEND -> (int) suspend.invokeExact(thread);
          case RESUME -> (int) resume.invokeExact(thread);
          case STOP -> (int) stop.invokeExact(thread, argument);
          case INTERRUPT -> interruption.interrupt(env, thread);
          default -> location.mayInitialise(thread) ? 1 : 0;
        };
      } catch (Throwable failed) {
        return FAILED;
      }
    }
  }

  /** Calls the interrupt of {@code java.lang.Thread} itself, whatever the class of the thread. */
  private record Interruption(MethodHandle call, MethodHandle clear, long threads, long method) {

    static Interruption of(NativeTable env, JniLookup jni) throws Throwable {
      long threads = jni.platformClass("java/lang/Thread");
      return new Interruption(
          env.shared(93, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG),
          env.shared(17),
          threads,
          jni.method(threads, "interrupt", "()V"));
    }

    int interrupt(long env, long thread) throws Throwable {
      call.invokeExact(env, thread, threads, method, 0L);
      clear.invokeExact(env);
      return OK;
    }
  }
}
