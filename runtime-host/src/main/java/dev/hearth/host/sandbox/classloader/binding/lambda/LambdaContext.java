package dev.hearth.host.sandbox.classloader.binding.lambda;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import org.jspecify.annotations.Nullable;

/**
 * What one call knows of itself, as Lambda handlers ask for it. Threads of the function may share
 * it.
 *
 * @param call the same in Hearth's terms
 * @param clientContext null if the caller gave none
 */
record LambdaContext(
    dev.hearth.function.Context call,
    LambdaFunction function,
    LambdaLogger logger,
    @Nullable ClientContext clientContext)
    implements Context {

  /** {@code traceparent} as W3C Trace Context has it: version, trace, span, flags. */
  private static final int TRACE = 3;

  private static final int SPAN = TRACE + 33;
  private static final int FLAGS = SPAN + 17;

  @Override
  public String getAwsRequestId() {
    return call.invocationId();
  }

  @Override
  public String getLogGroupName() {
    return function.logGroup();
  }

  @Override
  public String getLogStreamName() {
    return function.logStream();
  }

  @Override
  public String getFunctionName() {
    return function.name();
  }

  @Override
  public String getFunctionVersion() {
    return function.version();
  }

  @Override
  public String getInvokedFunctionArn() {
    return function.arn();
  }

  /** Nobody signs in with Cognito here. */
  @Override
  public @Nullable CognitoIdentity getIdentity() {
    return null;
  }

  @Override
  public @Nullable ClientContext getClientContext() {
    return clientContext;
  }

  @Override
  public int getRemainingTimeInMillis() {
    return Math.toIntExact(Math.min(call.remaining().toMillis(), Integer.MAX_VALUE));
  }

  @Override
  public int getMemoryLimitInMB() {
    return function.memoryMiB();
  }

  @Override
  public LambdaLogger getLogger() {
    return logger;
  }

  /** The place in the trace in the form of X-Ray. */
  @Override
  public String getXrayTraceId() {
    String parent = call.traceparent();
    String trace = parent.substring(TRACE, SPAN - 1);
    return "Root=1-%s-%s;Parent=%s;Sampled=%s"
        .formatted(
            trace.substring(0, 8),
            trace.substring(8),
            parent.substring(SPAN, FLAGS - 1),
            parent.endsWith("1") ? "1" : "0");
  }
}
