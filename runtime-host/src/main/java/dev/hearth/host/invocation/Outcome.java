package dev.hearth.host.invocation;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How an invocation ended. */
public sealed interface Outcome {

  /**
   * The function answered.
   *
   * @param status 200 to 599
   * @param headers what the function set; neither length nor connection nor transfer fields
   */
  record Answered(int status, List<HeaderField> headers, Payload body) implements Outcome {

    public Answered {
      headers = List.copyOf(headers);
    }
  }

  /**
   * It did not, for the reason given.
   *
   * @param detail a sentence for the caller: what is wrong and how to mend it
   * @param retryAfter when to try again; zero where that makes no sense
   * @param error what the function threw; {@link ThrownError#NONE} if it threw nothing
   * @param shown what the caller gets in place of a problem document, where the contract of the
   *     handler says so
   */
  record Failed(
      Reason reason,
      String detail,
      Duration retryAfter,
      ThrownError error,
      Optional<Answered> shown)
      implements Outcome {

    /** A failure that is shown as a problem document. */
    public Failed(Reason reason, String detail, Duration retryAfter, ThrownError error) {
      this(reason, detail, retryAfter, error, Optional.empty());
    }

    /** A failure with nothing thrown and nothing to wait for. */
    public Failed(Reason reason, String detail) {
      this(reason, detail, Duration.ZERO, ThrownError.NONE);
    }

    /** {@link #retryAfter} in whole seconds, rounded up; 0 where it makes no sense. */
    public long retryAfterSeconds() {
      return retryAfter.plusNanos(999_999_999).toSeconds();
    }
  }

  /** The name for records and metrics: {@code success} or the slug of the reason. */
  default String slug() {
    return switch (this) {
      case Answered _ -> "success";
      case Failed failed -> failed.reason().slug();
    };
  }
}
