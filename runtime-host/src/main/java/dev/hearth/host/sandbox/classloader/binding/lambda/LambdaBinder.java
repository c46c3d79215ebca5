package dev.hearth.host.sandbox.classloader.binding.lambda;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.hearth.host.config.ByteSize;
import dev.hearth.host.invocation.AnswerStream;
import dev.hearth.host.invocation.Input;
import dev.hearth.host.invocation.InvocationLog;
import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.sandbox.classloader.binding.BoundHandler;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes handlers of AWS Lambda callable. Binding runs guest code (the constructor), so it belongs
 * on a thread of the instance; the binder itself is one for all and any thread may use it.
 */
public final class LambdaBinder {

  private static final String SEPARATOR = "::";

  private final ByteSize limit;
  private final InstantSource clock;
  private final Supplier<Optional<InvocationLog>> log;
  private final LibraryClasses library = new LibraryClasses();

  /**
   * A binder.
   *
   * @param limit larger answers are refused
   * @param log of the call that the running thread works for
   */
  public LambdaBinder(ByteSize limit, InstantSource clock, Supplier<Optional<InvocationLog>> log) {
    this.limit = limit;
    this.clock = clock;
    this.log = log;
  }

  /**
   * From now on {@code LambdaRuntime.getLogger()} hands on to the logger of the running instance.
   */
  public void serveRuntimeLogger(Supplier<Optional<LambdaLogger>> own) {
    SharedLogger.install(own);
  }

  /** The logger of an instance. */
  public LambdaLogger logger(LambdaFunction function) {
    return new CallLogger(log, clock, function.env());
  }

  /**
   * A handler that is ready to be called.
   *
   * @param target the handler object; its class if it is a static method
   */
  public record Bound(BoundHandler handler, Object target) {}

  /** The class of a handler {@code com.acme.Hello} or {@code com.acme.Hello::method}. */
  public static String className(String handler) {
    int colons = handler.lastIndexOf(SEPARATOR);
    return colons < 0 ? handler : handler.substring(0, colons);
  }

  /**
   * Constructs and binds a handler.
   *
   * @param type its class, not yet initialised
   * @param handler its name
   * @throws HandlerFaultException when it cannot be called
   * @throws Throwable what its constructor throws
   */
  public Bound bind(Class<?> type, String handler, LambdaFunction function, LambdaLogger logger)
      throws Throwable {
    initialise(type);
    int colons = handler.lastIndexOf(SEPARATOR);
    Core core =
        colons < 0
            ? whole(type)
            : method(
                type, MethodShape.choose(type, handler.substring(colons + SEPARATOR.length())));
    Answers answers = new Answers(function.format(), clock);
    Log4jRequestId log4j = new Log4jRequestId(type.getClassLoader());
    return new Bound(
        (input, context, pieces) -> {
          LambdaContext own = new LambdaContext(context, function, logger, clientContext(input));
          try {
            log4j.put(context.invocationId());
            return core.call().call(input, own, answers, pieces);
          } catch (Throwable thrown) {
            throw Invoking.<RuntimeException>asIs(thrown);
          }
        },
        core.target().orElse(type));
  }

  private static void initialise(Class<?> type)
      throws HandlerFaultException, ClassNotFoundException {
    try {
      var _ = Class.forName(type.getName(), true, type.getClassLoader());
    } catch (LinkageError e) {
      String message = e.getMessage() == null ? "" : ": " + e.getMessage();
      throw new HandlerFaultException("Error loading class " + type.getName() + message, e);
    }
  }

  private static com.amazonaws.services.lambda.runtime.@Nullable ClientContext clientContext(
      Input input) throws Exception {
    return input instanceof Input.Direct direct && !direct.clientContext().isEmpty()
        ? GivenClientContext.parse(direct.clientContext())
        : null;
  }

  private Core whole(Class<?> type) throws Throwable {
    if (RequestStreamHandler.class.isAssignableFrom(type)) {
      Object target = construct(type);
      StreamCall call = new StreamCall(StreamCall.Handler.of((RequestStreamHandler) target), limit);
      return new Core(Optional.of(target), call::call);
    }
    if (!RequestHandler.class.isAssignableFrom(type)) {
      throw new HandlerFaultException(
          "Class does not implement an appropriate handler interface: " + type.getName());
    }
    List<Type> types = HandlerTypes.of(type);
    Object target = construct(type);
    return values(target, Invoker.of(target), Optional.of(types.getFirst()), types.getLast(), type);
  }

  private Core method(Class<?> type, MethodShape shape) throws Throwable {
    boolean isStatic = Modifier.isStatic(shape.method().getModifiers());
    Object target = isStatic ? null : construct(type);
    return switch (shape) {
      case MethodShape.Streams streams -> {
        StreamCall call = new StreamCall(StreamCall.Handler.of(streams, target), limit);
        yield new Core(Optional.ofNullable(target), call::call);
      }
      case MethodShape.Values values ->
          values(
              target,
              Invoker.of(values, target),
              values.input(),
              shape.method().getGenericReturnType(),
              type);
    };
  }

  private Core values(
      @Nullable Object target, Invoker invoker, Optional<Type> input, Type output, Class<?> type)
      throws HandlerFaultException {
    ClassLoader loader = type.getClassLoader();
    Serialisers serialisers = new Serialisers(loader, library, CustomSerializer.find(loader));
    Optional<Type> written = isVoid(output) ? Optional.empty() : Optional.of(output);
    serialisers.prepare(input, written);
    ValueCall call = new ValueCall(invoker, input, written, serialisers, limit);
    return new Core(
        Optional.ofNullable(target), (given, own, answers, _) -> call.call(given, own, answers));
  }

  private static boolean isVoid(Type type) {
    return type.equals(void.class) || type.equals(Void.class);
  }

  private static Object construct(Class<?> type) throws Throwable {
    Constructor<?> constructor = constructor(type);
    try {
      return constructor.newInstance();
    } catch (InvocationTargetException e) {
      throw e.getTargetException();
    }
  }

  private static Constructor<?> constructor(Class<?> type) throws HandlerFaultException {
    try {
      return type.getConstructor();
    } catch (NoSuchMethodException none) {
      boolean inner = type.getEnclosingClass() != null && !Modifier.isStatic(type.getModifiers());
      throw new HandlerFaultException(
          "Class "
              + type.getName()
              + (inner
                  ? " cannot be instantiated because it is a non-static inner class"
                  : " has no public zero-argument constructor"));
    }
  }

  /** A handler without what all have in common. */
  private record Core(Optional<Object> target, AnyCall call) {}

  /** A call of a handler, of whatever kind. */
  @FunctionalInterface
  private interface AnyCall {
    Outcome.Answered call(Input given, LambdaContext own, Answers answers, AnswerStream pieces)
        throws Throwable;
  }

  /**
   * Throws what a function threw, which may be any Throwable, through a method that declares less.
   */
  private static final class Invoking {

    @SuppressWarnings("unchecked")
    static <X extends Throwable> RuntimeException asIs(Throwable thrown) throws X {
      throw (X) thrown;
    }
  }
}
