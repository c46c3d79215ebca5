package dev.hearth.host.sandbox.classloader.guard.view;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What one instance has opened, held weakly so that what the function drops can be collected. Any
 * thread may use it.
 */
public final class OpenThings {

  private final Set<Held> held = ConcurrentHashMap.newKeySet(4);
  private final ReferenceQueue<Object> dropped = new ReferenceQueue<>();

  OpenThings() {}

  /** Remembers an open thing and how it is closed; {@code close} must not hold it. */
  public <T> void add(T thing, Consumer<? super T> close) {
    forgetDropped();
    held.add(new Held(thing, dropped, close));
  }

  /** Closes all that are left; each once. */
  public void closeAll() {
    for (Held each : Set.copyOf(held)) {
      if (held.remove(each)) {
        each.close();
      }
    }
  }

  /** How many are remembered. */
  public int size() {
    forgetDropped();
    return held.size();
  }

  private void forgetDropped() {
    for (Object gone = dropped.poll(); gone != null; gone = dropped.poll()) {
      held.remove(gone);
    }
  }

  private static final class Held extends WeakReference<@Nullable Object> {

    private final Consumer<Object> close;

    @SuppressWarnings("unchecked") // the thing and its closing come together
    Held(Object thing, ReferenceQueue<Object> queue, Consumer<?> close) {
      super(thing, queue);
      this.close = (Consumer<Object>) close;
    }

    void close() {
      Object thing = get();
      if (thing != null) {
        try {
          close.accept(thing);
        } catch (RuntimeException | Error ignored) {
          // How it closes may be code of the function; it is closed as far as it can be.
        }
      }
    }
  }
}
