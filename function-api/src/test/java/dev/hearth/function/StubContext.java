package dev.hearth.function;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;

/** Contexts that only have a name to be told apart by. */
public final class StubContext {

  private StubContext() {}

  /** A context whose {@code toString} is {@code name} and which can nothing else. */
  public static Context named(String name) {
    return (Context)
        Proxy.newProxyInstance(
            Context.class.getClassLoader(),
            new Class<?>[] {Context.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "toString" -> name;
                  case "hashCode" -> name.hashCode();
                  case "equals" -> name.equals(String.valueOf(arguments[0]));
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  /** A context that has only what the interface itself gives. */
  static Context bare() {
    return proxy(InvocationHandler::invokeDefault);
  }

  /** A context that notes the requests which it is to send to other functions. */
  static Context calling(List<String> calls) {
    return proxy((self, method, arguments) ->
        arguments[1] instanceof HttpRequest request
            ? note(calls, arguments[0], request)
            : InvocationHandler.invokeDefault(self, method, arguments));
  }

  private static HttpResponse note(List<String> calls, Object function, HttpRequest request) {
    calls.add(
        function
            + " "
            + request.method()
            + request.path()
            + " "
            + request.header("content-type").orElse("")
            + " "
            + request.bodyText());
    return HttpResponse.of(204);
  }

  /** What a context does. */
  private interface Answers {
    Object to(Object self, Method method, Object[] arguments) throws Throwable;
  }

  private static Context proxy(Answers answers) {
    return (Context)
        Proxy.newProxyInstance(
            Context.class.getClassLoader(), new Class<?>[] {Context.class}, answers::to);
  }
}
