package dev.hearth.host.sandbox.polyglot.truffle;

import com.oracle.truffle.api.TruffleContext;
import com.oracle.truffle.api.instrumentation.TruffleInstrument;
import java.util.concurrent.atomic.AtomicBoolean;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.Instrument;

/** Weighs what contexts of one engine keep in the heap. Used on the thread of the context. */
public final class HeapMeter {

  /** The name of the instrument that it comes from. */
  static final String INSTRUMENT = "hearth-heap";

  private static final long MOST = 1L << 32;

  private final TruffleInstrument.Env env;

  HeapMeter(TruffleInstrument.Env env) {
    this.env = env;
  }

  /**
   * Bytes that only this context keeps; code and shapes that the engine shares are left out. Visits
   * every object, so it takes the longer the more there are.
   *
   * @return 0 if it cannot be told
   */
  static long weigh(Engine engine, Context context) {
    Instrument instrument = engine.getInstruments().get(INSTRUMENT);
    if (instrument == null) {
      return 0;
    }
    HeapMeter meter = instrument.lookup(HeapMeter.class);
    context.enter();
    try {
      return meter == null ? 0 : meter.ofEntered();
    } finally {
      context.leave();
    }
  }

  private long ofEntered() {
    TruffleContext entered = env.getEnteredContext();
    try {
      return env.calculateContextHeapSize(entered, MOST, new AtomicBoolean());
    } catch (UnsupportedOperationException notHere) {
      return 0;
    }
  }
}
