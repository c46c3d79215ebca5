package dev.hearth.host.invocation;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.util.Random;

/** Makes ids, each greater than those before it. Any thread may use it. */
public final class InvocationIds {

  private final TimeBasedEpochGenerator generator;

  /** Ids that draw on {@code random}. */
  public InvocationIds(Random random) {
    this.generator = Generators.timeBasedEpochGenerator(random);
  }

  /** An id that no other invocation has. */
  public InvocationId next() {
    return new InvocationId(generator.generate().toString());
  }
}
