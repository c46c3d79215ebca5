package dev.hearth.host.sandbox.polyglot.truffle;

import com.oracle.truffle.api.instrumentation.TruffleInstrument;

/** Gives a {@link HeapMeter} to whoever asks an engine for one. Made by its provider. */
final class HeapInstrument extends TruffleInstrument {

  @Override
  protected void onCreate(Env env) {
    env.registerService(new HeapMeter(env));
  }
}
