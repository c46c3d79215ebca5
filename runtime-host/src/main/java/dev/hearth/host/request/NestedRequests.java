package dev.hearth.host.request;

import dev.hearth.host.invocation.HeaderField;
import dev.hearth.host.invocation.Input;
import dev.hearth.host.invocation.Invocation;
import dev.hearth.host.invocation.Lineage;
import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.invocation.Reason;
import dev.hearth.host.invocation.TraceParent;
import dev.hearth.host.pipeline.InvocationPipeline;
import dev.hearth.host.registry.DeployedFunction;
import dev.hearth.host.registry.FunctionRegistry;
import dev.hearth.host.registry.FunctionVersion;
import dev.hearth.host.response.ProblemDocument;
import dev.hearth.host.validation.CallValidator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleSupplier;
import java.util.regex.Pattern;

/**
 * Makes an invocation of what a function wants to call. What it wrote is held to the same form as a
 * request that comes over the wire. Stateless but for its collaborators; any thread may use it.
 */
public final class NestedRequests {

  /** Fields that the host sets, or that have no meaning where there is no connection. */
  private static final Set<String> NOT_PASSED_ON =
      Set.of(
          "connection",
          "content-length",
          "expect",
          "host",
          "keep-alive",
          "proxy-connection",
          "te",
          "traceparent",
          "tracestate",
          "trailer",
          "transfer-encoding",
          "upgrade");

  private static final int MOST_CHARACTERS = 8 * 1024;
  private static final Pattern METHOD = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,32}");
  private static final Pattern PATH = Pattern.compile("/[!-~&&[^?#]]*");
  private static final Pattern QUERY = Pattern.compile("[!-~&&[^#]]*");

  private final FunctionRegistry registry;
  private final InvocationFactory invocations;
  private final DoubleSupplier draws;

  /**
   * Requests to what is deployed.
   *
   * @param draws numbers from 0 (included) to 1 (excluded), which pick among an alias's versions
   */
  public NestedRequests(
      FunctionRegistry registry, InvocationFactory invocations, DoubleSupplier draws) {
    this.registry = registry;
    this.invocations = invocations;
    this.draws = draws;
  }

  /**
   * What a function wants to call.
   *
   * @param deadline when the caller ends
   * @param target as it wrote it
   */
  record Wish(Invocation caller, Instant deadline, String target, Input.Http input) {}

  /** The invocation to be run, if {@code pipeline} does not refuse it. */
  Invocation invocation(Wish wish, InvocationPipeline pipeline) throws NotBegunException {
    FunctionAddress address = address(wish.target());
    refuseIf(CallValidator.refuse(wish.caller().version(), address.function()));
    refuseMalformed(wish.input());
    Lineage lineage = lineage(wish);
    DeployedFunction function =
        registry
            .find(address.function())
            .orElseThrow(() -> refused(Unknown.function(address.function())));
    FunctionVersion version =
        FunctionRegistry.resolve(
                function,
                address.qualifier(),
                alias -> alias.pick(address.function(), wish.input()::values, draws))
            .orElseThrow(() -> refused(Unknown.version(function, address.qualifier())));
    Input.Http input = wish.input();
    refuseIf(
        pipeline.refuse(
            new CallValidator.Head(
                version,
                function.enabled(),
                input.method(),
                new CallValidator.Caller.Permitted(),
                lineage.hops(),
                input.body().size())));
    return invocations.nested(version, passedOn(wish, lineage), lineage);
  }

  private static FunctionAddress address(String target) throws NotBegunException {
    return Optional.of(target)
        .filter(text -> text.indexOf('/') < 0)
        .flatMap(text -> FunctionAddress.parse(FunctionAddress.PREFIX + text))
        .orElseThrow(() -> invalid("what is called is named as in shop, shop@3 or shop@live"));
  }

  private static void refuseMalformed(Input.Http input) throws NotBegunException {
    if (!METHOD.matcher(input.method()).matches()) {
      throw invalid("the method of the request is none, such as POST");
    }
    if (input.path().length() + (long) input.query().length() > MOST_CHARACTERS) {
      throw invalid("path and query have " + MOST_CHARACTERS + " characters at most");
    }
    if (!PATH.matcher(input.path()).matches() || !QUERY.matcher(input.query()).matches()) {
      throw invalid("path and query hold characters that have to be percent-encoded");
    }
  }

  private Lineage lineage(Wish wish) throws NotBegunException {
    try {
      return invocations.child(wish.caller(), wish.deadline(), wish.input().headers());
    } catch (IllegalArgumentException wrong) {
      throw invalid(String.valueOf(wrong.getMessage()));
    }
  }

  private static Input.Http passedOn(Wish wish, Lineage lineage) {
    Input.Http input = wish.input();
    TraceParent trace = wish.caller().trace();
    List<HeaderField> fields = new ArrayList<>(input.headers().size() + 3);
    for (HeaderField field : input.headers()) {
      if (!NOT_PASSED_ON.contains(field.name().toLowerCase(Locale.ROOT))
          && !RequestHeaders.isHosts(field.name(), field.value())) {
        fields.add(field);
      }
    }
    fields.add(new HeaderField("traceparent", trace.header()));
    if (!trace.tracestate().isEmpty()) {
      fields.add(new HeaderField("tracestate", trace.tracestate()));
    }
    fields.add(CallHeaders.hopsToSendOn(lineage));
    return new Input.Http(input.method(), input.path(), input.query(), fields, input.body());
  }

  private static void refuseIf(Optional<Outcome.Failed> refusal) throws NotBegunException {
    if (refusal.isPresent()) {
      throw new NotBegunException(refusal.get());
    }
  }

  private static NotBegunException refused(ProblemDocument problem) {
    return new NotBegunException(new Outcome.Failed(problem.reason(), problem.detail()));
  }

  private static NotBegunException invalid(String detail) {
    return new NotBegunException(new Outcome.Failed(Reason.INVALID_REQUEST, detail));
  }
}
