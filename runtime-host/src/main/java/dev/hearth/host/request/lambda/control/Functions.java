package dev.hearth.host.request.lambda.control;

import dev.hearth.host.registry.Alias;
import dev.hearth.host.registry.CatalogueChange;
import dev.hearth.host.registry.DeployedFunction;
import dev.hearth.host.registry.FunctionName;
import dev.hearth.host.registry.FunctionRegistry;
import dev.hearth.host.registry.FunctionVersion;
import dev.hearth.host.registry.UnknownFunctionException;
import dev.hearth.host.registry.setting.FunctionSettings;
import dev.hearth.host.request.lambda.FunctionReference;
import dev.hearth.host.request.lambda.Identity;
import dev.hearth.host.request.lambda.LambdaAnswer;
import dev.hearth.host.request.lambda.LambdaException;
import dev.hearth.host.request.lambda.LambdaFault;
import dev.hearth.host.request.lambda.LambdaRequest;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * Finds what requests name, and lets changes of one function by this API go one after the other.
 * Any thread may use it.
 */
final class Functions {

  static final String LATEST = "$LATEST";

  /** Names share locks, so that there is not one for each name that ever was. */
  private static final int LOCKS = 64;

  private final FunctionRegistry registry;
  private final List<ReentrantLock> locks =
      Stream.generate(ReentrantLock::new).limit(LOCKS).toList();

  Functions(FunctionRegistry registry) {
    this.registry = registry;
  }

  /**
   * A version as a request names it.
   *
   * @param qualifier as it was named: a number, an alias, {@code $LATEST} or empty
   */
  record Named(DeployedFunction function, FunctionVersion version, String qualifier) {

    boolean isLatest() {
      return qualifier.isEmpty() || qualifier.equals(LATEST);
    }
  }

  /** A change of a function. */
  @FunctionalInterface
  interface Work {
    LambdaAnswer run() throws LambdaException;
  }

  List<DeployedFunction> all() {
    return registry.all();
  }

  Optional<DeployedFunction> find(FunctionName name) {
    return registry.find(name);
  }

  /** Does work while no other work on the function is done. */
  LambdaAnswer changing(FunctionReference reference, Work work) throws LambdaException {
    ReentrantLock lock = locks.get(Math.floorMod(reference.name().hashCode(), LOCKS));
    lock.lock();
    try {
      return work.run();
    } finally {
      lock.unlock();
    }
  }

  /** The function of a request, which must name it without a qualifier. */
  DeployedFunction unqualified(LambdaRequest request) throws LambdaException {
    FunctionReference reference = request.function();
    if (!reference.isLatest()) {
      throw Members.refused(
          "This operation is of the function itself: name it without a qualifier");
    }
    return function(reference, request.identity());
  }

  /** The function that is named. */
  DeployedFunction function(FunctionReference reference, Identity identity) throws LambdaException {
    return reference
        .functionName()
        .flatMap(registry::find)
        .orElseThrow(() -> notFound(identity.functionArn(reference.name(), reference.qualifier())));
  }

  /** The version that is named; only those are there that were published. */
  Named named(FunctionReference reference, Identity identity) throws LambdaException {
    DeployedFunction function = function(reference, identity);
    String qualifier = reference.qualifier();
    Optional<FunctionVersion> version =
        reference.isLatest()
            ? Optional.of(function.active())
            : published(function, qualifier)
                .or(() ->
                    Optional.ofNullable(function.aliases().get(qualifier))
                        .map(Alias::main)
                        .flatMap(function::version));
    return new Named(
        function,
        version.orElseThrow(
            () -> notFound(identity.functionArn(reference.name(), reference.qualifier()))),
        qualifier);
  }

  /** A version that was published. */
  static Optional<FunctionVersion> published(DeployedFunction function, String number) {
    return number.matches("[1-9][0-9]{0,8}")
            && function.settings().published().containsKey(Integer.valueOf(number))
        ? function.version(Integer.parseInt(number))
        : Optional.empty();
  }

  private static LambdaException notFound(String arn) {
    return new LambdaException(LambdaFault.notFound("Function not found: " + arn));
  }

  /** Makes other settings hold. */
  DeployedFunction set(DeployedFunction function, FunctionSettings settings)
      throws LambdaException {
    return apply(new CatalogueChange.SettingsSet(function.name(), settings)).orElse(function);
  }

  /** Makes a change; gives the function after it. */
  Optional<DeployedFunction> apply(CatalogueChange change) throws LambdaException {
    try {
      return registry.apply(change);
    } catch (UnknownFunctionException gone) {
      throw new LambdaException(LambdaFault.notFound(String.valueOf(gone.getMessage())));
    } catch (IllegalStateException unfit) {
      throw new LambdaException(LambdaFault.conflict(String.valueOf(unfit.getMessage())));
    }
  }
}
