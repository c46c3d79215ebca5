package dev.hearth.host.sandbox.polyglot.truffle;

import com.oracle.truffle.api.instrumentation.TruffleInstrument;
import com.oracle.truffle.api.instrumentation.provider.TruffleInstrumentProvider;
import java.util.Collection;
import java.util.List;

/** Tells Truffle of the instrument; found as a service of the module of the languages. */
@TruffleInstrument.Registration(
    id = HeapMeter.INSTRUMENT,
    name = "Heap of a context",
    version = "1",
    services = HeapMeter.class)
public final class HeapInstrumentProvider extends TruffleInstrumentProvider {

  /** For the service loader. */
  public HeapInstrumentProvider() {}

  @Override
  protected String getInstrumentClassName() {
    return HeapInstrument.class.getName();
  }

  @Override
  protected Object create() {
    return new HeapInstrument();
  }

  @Override
  protected Collection<String> getServicesClassNames() {
    return List.of(HeapMeter.class.getName());
  }

  /** Gives a {@link HeapMeter} to whoever asks an engine for one. Made by its provider. */
  static final class HeapInstrument extends TruffleInstrument {

    @Override
    protected void onCreate(Env env) {
      env.registerService(new HeapMeter(env));
    }
  }
}
