package dev.hearth.host.sandbox.classloader.stop;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;

/**
 * An interface of the virtual machine in C form: a pointer to a table of functions, each of which
 * takes the interface itself as first argument. Addresses and handles travel as {@code long}, so
 * that a call allocates nothing.
 *
 * @param self the address of the interface
 */
@SuppressWarnings(
    "restricted") // that is what it is for; the launcher grants it to this module alone
record NativeTable(long self) {

  private static final Linker LINKER = Linker.nativeLinker();
  private static final long MOST_FUNCTIONS = 512;

  /**
   * The function at a place of the table.
   *
   * @param index counted from 0, in pointers
   * @param result what it returns
   * @param arguments what it takes beside the interface
   */
  MethodHandle function(int index, MemoryLayout result, MemoryLayout... arguments) {
    return bound(index, FunctionDescriptor.of(result, arguments));
  }

  /** The same, for a function that returns nothing. */
  MethodHandle procedure(int index, MemoryLayout... arguments) {
    return bound(index, FunctionDescriptor.ofVoid(arguments));
  }

  /** The same, with the interface as an argument: for tables of which each thread has its own. */
  MethodHandle shared(int index, MemoryLayout... arguments) {
    return unbound(index, FunctionDescriptor.ofVoid(arguments));
  }

  private MethodHandle bound(int index, FunctionDescriptor descriptor) {
    return MethodHandles.insertArguments(unbound(index, descriptor), 0, self);
  }

  private MethodHandle unbound(int index, FunctionDescriptor descriptor) {
    MemorySegment functions =
        MemorySegment.ofAddress(self)
            .reinterpret(ADDRESS.byteSize())
            .get(ADDRESS, 0)
            .reinterpret(MOST_FUNCTIONS * ADDRESS.byteSize());
    MemorySegment function = functions.getAtIndex(ADDRESS, index);
    return LINKER.downcallHandle(function, descriptor.insertArgumentLayouts(0, JAVA_LONG));
  }
}
