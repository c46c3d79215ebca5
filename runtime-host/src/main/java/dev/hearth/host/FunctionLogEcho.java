package dev.hearth.host;

import dev.hearth.host.invocation.InvocationListener;
import dev.hearth.host.invocation.InvocationRecord;
import dev.hearth.host.invocation.LogLine;
import java.io.PrintStream;

/**
 * Shows on the console what functions log, with the function and the invocation before each line.
 */
final class FunctionLogEcho implements InvocationListener {

  private final PrintStream console;

  FunctionLogEcho(PrintStream console) {
    this.console = console;
  }

  @Override
  public void ended(InvocationRecord record) {
    for (LogLine line : record.log().lines()) {
      console.println(
          record.invocation().version().id()
              + " "
              + record.invocation().id()
              + " "
              + line.level()
              + " "
              + line.text());
    }
  }
}
