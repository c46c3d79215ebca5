package dev.hearth.host.sandbox.classloader.stop;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** Reads the instruction that a suspended thread is at. Any thread may use it. */
@SuppressWarnings("restricted") // that is what it is for; the launcher grants it to this module
record Location(
    MethodHandle frame,
    MethodHandle bytecodes,
    MethodHandle declaringClass,
    MethodHandle signature,
    MethodHandle constantPool,
    MethodHandle free) {

  /** With the functions of an environment of JVM TI. */
  static Location of(NativeTable tools) {
    return new Location(
        tools.function(18, JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG),
        tools.function(74, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG),
        tools.function(64, JAVA_INT, JAVA_LONG, JAVA_LONG),
        tools.function(47, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG),
        tools.function(145, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG),
        tools.function(46, JAVA_INT, JAVA_LONG));
  }

  /** Whether the thread may be about to initialise a class; true where that cannot be seen. */
  boolean mayInitialise(long thread) throws Throwable {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment cells = arena.allocate(JAVA_LONG, 4);
      long cell = cells.address();
      int status = (int) frame.invokeExact(thread, 0, cell, cell + 8);
      long method = cells.get(JAVA_LONG, 0);
      long index = cells.get(JAVA_LONG, 8);
      if (status != Jvmti.OK || index < 0) {
        return status != Jvmti.OK;
      }
      status = (int) bytecodes.invokeExact(method, cell + 16, cell + 24);
      if (status != Jvmti.OK) {
        return true;
      }
      Instruction instruction =
          Instruction.at(taken(cells, 24, cells.get(JAVA_INT, 16)), Math.toIntExact(index));
      return instruction.mayInitialise() && !isOfItsOwnClass(instruction, method, cells);
    }
  }

  /** A class whose method runs has been initialised, or is by this thread. */
  private boolean isOfItsOwnClass(Instruction instruction, long method, MemorySegment cells)
      throws Throwable {
    long cell = cells.address();
    int status = (int) declaringClass.invokeExact(method, cell);
    long type = cells.get(JAVA_LONG, 0);
    if (status != Jvmti.OK) {
      return false;
    }
    status = (int) signature.invokeExact(type, cell + 8, 0L);
    if (status != Jvmti.OK) {
      return false;
    }
    String own = takenText(cells, 8);
    status = (int) constantPool.invokeExact(type, cell, cell + 8, cell + 16);
    if (status != Jvmti.OK) {
      return false;
    }
    byte[] pool = taken(cells, 16, cells.get(JAVA_INT, 8));
    return own.equals("L" + instruction.owner(pool) + ";");
  }

  private byte[] taken(MemorySegment cells, int offset, int length) throws Throwable {
    long address = cells.get(JAVA_LONG, offset);
    byte[] bytes = MemorySegment.ofAddress(address).reinterpret(length).toArray(JAVA_BYTE);
    int _ = (int) free.invokeExact(address);
    return bytes;
  }

  private String takenText(MemorySegment cells, int offset) throws Throwable {
    long address = cells.get(JAVA_LONG, offset);
    String text = MemorySegment.ofAddress(address).reinterpret(Short.MAX_VALUE * 2L).getString(0);
    int _ = (int) free.invokeExact(address);
    return text;
  }
}
