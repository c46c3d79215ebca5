package dev.hearth.host.sandbox.classloader.guard;

import dev.hearth.host.config.TimeSource;
import dev.hearth.host.sandbox.classloader.guard.view.DefaultsView;
import dev.hearth.host.sandbox.classloader.guard.view.Premises;
import dev.hearth.host.sandbox.classloader.guard.view.Views;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The instance that rewritten code belongs to, as the last argument of every stand-in. Each
 * function class loader has one; the guard class of the loader holds it in a static field. What the
 * instance has of its own is made when it is first used. Any thread may use it.
 */
public final class Scope {

  /** A class loader of functions: gives the scope of its instance to the guard class it defines. */
  public interface Holder {

    /** The instance that its classes belong to. */
    Scope scope();
  }

  private final Ward ward;
  private volatile @Nullable Views views;

  /** With what the instance offers. */
  public Scope(Ward ward) {
    this.ward = ward;
  }

  /** The scope of the loader that defined a guard class. */
  public static Scope of(Class<?> guardClass) {
    if (guardClass.getClassLoader() instanceof Holder holder) {
      return holder.scope();
    }
    throw new IllegalStateException(guardClass + " belongs to no function");
  }

  /** Called when the flag of the loader's guard class is up: throws if it is meant. */
  public void check() {
    if (ward.mustEnd()) {
      throw new Kill("the call was ended");
    }
  }

  /** Called before something of more than 16 KiB is allocated; throws if the budget forbids it. */
  public void allocating(long bytes) {
    ward.allocating(bytes);
  }

  /**
   * For the host, when the instance closes: starts the function's shutdown hooks on threads of the
   * instance and waits for them; then interrupts those that still run.
   */
  public void runHooks(Duration atMost, TimeSource time) {
    Views made = views;
    if (made != null) {
      made.hooks().run(atMost, time);
    }
  }

  /** For the host: closes the sockets and channels that the function has open; for a kill. */
  public void closeConnections() {
    Views made = views;
    if (made != null) {
      made.closeConnections();
    }
  }

  /** For the host, when the instance has closed: ends its pools and closes what it left open. */
  public void release() {
    Views made = views;
    if (made != null) {
      made.release();
    }
  }

  Ward ward() {
    return ward;
  }

  Premises premises() {
    return views().premises();
  }

  /** The default locale and zone: those of the host if nothing has been made yet. */
  DefaultsView defaults() {
    Views made = views;
    return made == null ? DefaultsView.HOST : made.defaults();
  }

  Views views() {
    Views made = views;
    return made == null ? makeViews() : made;
  }

  private synchronized Views makeViews() {
    Views made = views;
    if (made == null) {
      made = new Views(ward.premises(), ward::log, ward::temp);
      views = made;
    }
    return made;
  }
}
