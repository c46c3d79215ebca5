package dev.hearth.host.request.lambda.invoke;

import dev.hearth.host.invocation.InvocationRecord;
import dev.hearth.host.invocation.LogLine;
import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.invocation.Reason;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;

/**
 * The end of the log of a call as {@code X-Amz-Log-Result} has it: the function's lines between
 * those that AWS's host writes. Stateless.
 */
final class LogTail {

  /** What AWS gives at most, before it is encoded. */
  static final int BYTES = 4096;

  private static final double NANOS_IN_A_MILLI = 1e6;
  private static final long MEBIBYTE = 1 << 20;

  private LogTail() {}

  /**
   * The last {@value #BYTES} bytes, or fewer so that no character is cut, in base 64.
   *
   * @param executed the version as clients know it
   */
  static String of(InvocationRecord record, String executed) {
    byte[] all = text(record, executed).getBytes(StandardCharsets.UTF_8);
    int from = Math.max(0, all.length - BYTES);
    while (from < all.length && (all[from] & 0xC0) == 0x80) {
      from++;
    }
    return Base64.getEncoder().encodeToString(Arrays.copyOfRange(all, from, all.length));
  }

  /** The whole log. */
  static String text(InvocationRecord record, String executed) {
    String id = record.invocation().id().value();
    StringBuilder text = new StringBuilder(512);
    text.append("START RequestId: ").append(id).append(" Version: ").append(executed).append('\n');
    for (LogLine line : record.log().lines()) {
      text.append(line.text()).append('\n');
    }
    if (record.outcome() instanceof Outcome.Failed failed
        && failed.reason() == Reason.RUN_TIMEOUT) {
      text.append(record.invocation().receivedAt().plusNanos(record.timings().totalNanos()))
          .append(' ')
          .append(id)
          .append(' ')
          .append(timedOut(record.invocation().version().spec().timeouts().run()))
          .append("\n\n");
    }
    text.append("END RequestId: ").append(id).append('\n');
    return text.append(report(record, id)).toString();
  }

  /** What AWS says of a call whose time was over. */
  static String timedOut(Duration limit) {
    return String.format(Locale.ROOT, "Task timed out after %.2f seconds", limit.toMillis() / 1e3);
  }

  private static String report(InvocationRecord record, String id) {
    long run = record.timings().runNanos();
    long billed = Math.ceilDiv(run, 1_000_000);
    String report =
        "REPORT RequestId: "
            + id
            + "\tDuration: "
            + millis(run)
            + " ms\tBilled Duration: "
            + billed
            + " ms\tMemory Size: "
            + mebibytes(record.invocation().version().spec().budget().memory().bytes())
            + " MB\tMax Memory Used: "
            + mebibytes(record.usage().peakBytes())
            + " MB\t";
    return record.cold()
        ? report + "Init Duration: " + millis(record.timings().initNanos()) + " ms\t\n"
        : report + "\n";
  }

  private static String millis(long nanos) {
    return String.format(Locale.ROOT, "%.2f", nanos / NANOS_IN_A_MILLI);
  }

  private static long mebibytes(long bytes) {
    return Math.ceilDiv(bytes, MEBIBYTE);
  }
}
