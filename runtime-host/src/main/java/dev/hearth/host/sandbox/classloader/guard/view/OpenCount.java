package dev.hearth.host.sandbox.classloader.guard.view;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleSupplier;

/**
 * How often one instance has used files and sockets since the process had descriptors in plenty.
 * What a function has closed again cannot be seen, so they are counted by use; who has used many is
 * let open no more while half of what the process may have is in use. Any thread may use it.
 */
public final class OpenCount {

  /** So many are never refused. */
  static final int FREE = 512;

  private static final double PLENTY = 0.25;
  private static final double SCARCE = 0.5;
  private static final int LOOK_EVERY = 32;

  private final DoubleSupplier inUse;
  private final AtomicInteger uses = new AtomicInteger();
  private volatile boolean scarce;
  private volatile boolean many;

  /**
   * None yet.
   *
   * @param inUse the part of its descriptors that the process has in use, from 0 to 1
   */
  public OpenCount(DoubleSupplier inUse) {
    this.inUse = inUse;
  }

  /** Counts one; whether it may go on. */
  public boolean admits() {
    int count = uses.incrementAndGet();
    if (count < FREE || (!scarce && count % LOOK_EVERY != 0)) {
      return true;
    }
    many = true;
    double part = inUse.getAsDouble();
    if (part < PLENTY) {
      uses.set(0);
    }
    scarce = part >= SCARCE;
    return !scarce;
  }

  /** Whether it has used many. */
  boolean isHigh() {
    return many;
  }

  /** What this process has in use; 0 where the platform does not tell. */
  static double ofThisProcess() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? (double) unix.getOpenFileDescriptorCount() / unix.getMaxFileDescriptorCount()
        : 0;
  }
}
