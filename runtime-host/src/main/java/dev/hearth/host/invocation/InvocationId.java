package dev.hearth.host.invocation;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.util.Random;

/**
 * The id of one invocation.
 *
 * @param value a UUID of version 7 in its text form, so that ids sort by time
 */
public record InvocationId(String value) {

  @Override
  public String toString() {
    return value;
  }

  /** Makes ids, each greater than those before it. Any thread may use it. */
  public static final class Source {

    private final TimeBasedEpochGenerator generator;

    /** Ids that draw on {@code random}. */
    public Source(Random random) {
      this.generator = Generators.timeBasedEpochGenerator(random);
    }

    /** An id that no other invocation has. */
    public InvocationId next() {
      return new InvocationId(generator.generate().toString());
    }
  }
}
