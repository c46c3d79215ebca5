package dev.hearth.host.request.lambda.invoke;

import dev.hearth.host.request.lambda.LambdaException;
import dev.hearth.host.request.lambda.LambdaExchange;
import dev.hearth.host.request.lambda.LambdaFault;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the header fields of a call say.
 *
 * @param tail whether the end of the log is wanted
 * @param clientContext JSON for the function's context; empty if none was given
 */
record Wanted(InvocationType type, boolean tail, String clientContext) {

  /** The most characters of an encoded client context, as AWS has it. */
  static final int LONGEST_CONTEXT = 3583;

  private static final Set<InvocationType> ALL = EnumSet.allOf(InvocationType.class);
  private static final Set<InvocationType> STREAMED =
      EnumSet.of(InvocationType.REQUEST_RESPONSE, InvocationType.DRY_RUN);

  /**
   * Reads the fields of {@code Invoke}.
   *
   * @throws LambdaException when one is malformed or asks for what this host does not have
   */
  static Wanted of(LambdaExchange exchange) throws LambdaException {
    return of(exchange, ALL);
  }

  /** The same for {@code InvokeWithResponseStream}. */
  static Wanted streamed(LambdaExchange exchange) throws LambdaException {
    return of(exchange, STREAMED);
  }

  private static Wanted of(LambdaExchange exchange, Set<InvocationType> types)
      throws LambdaException {
    refuse(exchange, "X-Amz-Durable-Execution-Name", "durable executions");
    refuse(exchange, "X-Amz-Tenant-Id", "tenants");
    return new Wanted(
        type(exchange.header("X-Amz-Invocation-Type"), types),
        tail(exchange.header("X-Amz-Log-Type")),
        clientContext(exchange.header("X-Amz-Client-Context").orElse("")));
  }

  private static void refuse(LambdaExchange exchange, String field, String what)
      throws LambdaException {
    if (exchange.header(field).isPresent()) {
      throw new LambdaException(
          LambdaFault.invalidParameter(
              "This host has no " + what + ": send the call without " + field + "."));
    }
  }

  private static InvocationType type(Optional<String> sent, Set<InvocationType> types)
      throws LambdaException {
    Optional<InvocationType> type =
        sent.map(InvocationType::named).orElse(Optional.of(InvocationType.REQUEST_RESPONSE));
    return type.filter(types::contains)
        .orElseThrow(() ->
            new LambdaException(
                LambdaFault.invalidParameter(
                    "X-Amz-Invocation-Type must be "
                        + types.stream().map(InvocationType::text).collect(Collectors.joining(", "))
                        + ", not "
                        + LambdaFault.shown(sent.orElse("")))));
  }

  private static boolean tail(Optional<String> sent) throws LambdaException {
    String type = sent.orElse("None");
    if (!type.equals("None") && !type.equals("Tail")) {
      throw new LambdaException(
          LambdaFault.invalidParameter(
              "X-Amz-Log-Type must be None or Tail, not " + LambdaFault.shown(type)));
    }
    return type.equals("Tail");
  }

  /** The JSON that an encoded client context holds. */
  static String clientContext(String encoded) throws LambdaException {
    if (encoded.isEmpty()) {
      return "";
    }
    if (encoded.length() > LONGEST_CONTEXT) {
      throw new LambdaException(
          LambdaFault.invalidContent(
              "Client context must have at most "
                  + LONGEST_CONTEXT
                  + " characters of Base64, not "
                  + encoded.length()
                  + "."));
    }
    byte[] json;
    try {
      json = Base64.getDecoder().decode(encoded);
    } catch (IllegalArgumentException notBase64) {
      throw new LambdaException(noContext("it is not Base64"));
    }
    Optional<String> wrong = JsonText.whyNotObject(json);
    if (wrong.isPresent()) {
      throw new LambdaException(noContext(wrong.get()));
    }
    return JsonText.utf8(json);
  }

  private static LambdaFault noContext(String why) {
    return LambdaFault.invalidContent(
        "Client context must be a valid Base64-encoded JSON object: " + why + ".");
  }
}
