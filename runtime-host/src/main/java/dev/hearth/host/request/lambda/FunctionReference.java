package dev.hearth.host.request.lambda;

import dev.hearth.host.registry.FunctionName;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a client calls a function: a name, {@code account:function:name} or a whole ARN, each also
 * with {@code :qualifier}.
 *
 * @param name as given; need not be a name that a function of this host can have
 * @param qualifier a version, an alias or {@code $LATEST}; empty if none was given
 */
public record FunctionReference(String name, String qualifier) {

  private static final Pattern FORM =
      Pattern.compile(
          "(?:(?:arn:aws[a-zA-Z-]*:lambda:[a-z0-9-]{1,64}:)?[0-9]{12}:function:)?"
              + "([a-zA-Z0-9_-]{1,140})(?::(\\$LATEST|[a-zA-Z0-9_-]{1,128}))?");

  private static final int LONGEST = 256;

  /**
   * Reads a reference.
   *
   * @param text decoded
   * @throws LambdaException when it is none
   */
  public static FunctionReference parse(String text) throws LambdaException {
    Matcher matcher = FORM.matcher(text);
    if (text.length() > LONGEST || !matcher.matches()) {
      throw new LambdaException(
          LambdaFault.validation(
              "1 validation error detected: Value "
                  + LambdaFault.shown(text)
                  + " at 'functionName' failed to satisfy constraint: it must be a name, a name with"
                  + " a qualifier (name:qualifier), account:function:name or an ARN of a function"));
    }
    return new FunctionReference(
        matcher.group(1), Optional.ofNullable(matcher.group(2)).orElse(""));
  }

  /**
   * The same with the qualifier that was given beside it.
   *
   * @throws LambdaException when the two name different qualifiers, or it is malformed
   */
  public FunctionReference qualified(Optional<String> beside) throws LambdaException {
    if (beside.isEmpty() || beside.get().equals(qualifier)) {
      return this;
    }
    if (!qualifier.isEmpty()) {
      throw new LambdaException(
          LambdaFault.invalidParameter(
              "The derived qualifier from the function name does not match the specified"
                  + " qualifier."));
    }
    return parse(name + ":" + beside.get());
  }

  /** The name, if a function of this host can have it. */
  public Optional<FunctionName> functionName() {
    return FunctionName.isValid(name) ? Optional.of(new FunctionName(name)) : Optional.empty();
  }

  /** Whether the version that is active is meant. */
  public boolean isLatest() {
    return qualifier.isEmpty() || qualifier.equals("$LATEST");
  }
}
