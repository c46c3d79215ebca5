package dev.hearth.host.request.lambda.control;

import dev.hearth.host.config.ByteSize;
import dev.hearth.host.request.lambda.LambdaException;
import dev.hearth.host.request.lambda.LambdaFault;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads the members that say how a function is configured. */
final class ConfigurationMembers {

  static final String DEFAULT_RUNTIME = "java25";

  private static final int DEFAULT_TIMEOUT = 3;
  private static final int LONGEST_TIMEOUT = 5400;
  private static final int DEFAULT_MEMORY = 128;
  private static final int MOST_MEMORY = 32_768;
  private static final int LONGEST_ROLE = 2048;
  private static final int LONGEST_DESCRIPTION = 256;
  private static final int LONGEST_HANDLER = 128;

  private static final Pattern RUNTIME =
      Pattern.compile("java(8|8\\.al2|8\\.al2023|11|11\\.al2023|17|17\\.al2023|21|25)");

  /** Lambda sets these itself. */
  private static final Set<String> RESERVED =
      Set.of(
          "_HANDLER",
          "_X_AMZN_TRACE_ID",
          "AWS_DEFAULT_REGION",
          "AWS_REGION",
          "AWS_EXECUTION_ENV",
          "AWS_LAMBDA_FUNCTION_NAME",
          "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
          "AWS_LAMBDA_FUNCTION_VERSION",
          "AWS_LAMBDA_INITIALIZATION_TYPE",
          "AWS_LAMBDA_LOG_GROUP_NAME",
          "AWS_LAMBDA_LOG_STREAM_NAME",
          "AWS_ACCESS_KEY",
          "AWS_ACCESS_KEY_ID",
          "AWS_SECRET_ACCESS_KEY",
          "AWS_SESSION_TOKEN",
          "AWS_LAMBDA_RUNTIME_API",
          "LAMBDA_TASK_ROOT",
          "LAMBDA_RUNTIME_DIR");

  private static final String ARCHITECTURE =
      Set.of("aarch64", "arm64").contains(System.getProperty("os.arch")) ? "arm64" : "x86_64";

  private ConfigurationMembers() {}

  /** What a function that is created is configured as. */
  static Change created(Members members) throws LambdaException {
    Change given = changed(members);
    if (!given.labels().containsKey(Change.RUNTIME) || given.handler().isEmpty()) {
      throw Members.refused(
          "Runtime and Handler are mandatory parameters for functions created with deployment"
              + " packages.");
    }
    if (given.labels().getOrDefault(Change.ROLE, "").isEmpty()) {
      throw Members.refused(
          "1 validation error detected: Value null at 'role' failed to satisfy constraint: Member"
              + " must not be null");
    }
    return new Change(
        given.handler(),
        Optional.of(given.timeout().orElse(Duration.ofSeconds(DEFAULT_TIMEOUT))),
        Optional.of(given.memory().orElse(ByteSize.mebibytes(DEFAULT_MEMORY))),
        given.environment(),
        given.labels());
  }

  /** What a request changes. */
  static Change changed(Members members) throws LambdaException {
    Map<String, String> labels = new HashMap<>();
    runtime(members).ifPresent(runtime -> labels.put(Change.RUNTIME, runtime));
    members.text("Role", LONGEST_ROLE).ifPresent(role -> labels.put(Change.ROLE, role));
    members
        .text("Description", LONGEST_DESCRIPTION)
        .ifPresent(description -> labels.put(Change.DESCRIPTION, description));
    Optional<String> handler =
        members.text("Handler", LONGEST_HANDLER).filter(text -> !text.isEmpty());
    OptionalInt timeout = members.number("Timeout", 1, LONGEST_TIMEOUT);
    OptionalInt memory = members.number("MemorySize", DEFAULT_MEMORY, MOST_MEMORY);
    Optional<SortedMap<String, String>> environment = environment(members);
    refuseOthers(members);
    return new Change(
        handler,
        timeout.isPresent()
            ? Optional.of(Duration.ofSeconds(timeout.getAsInt()))
            : Optional.empty(),
        memory.isPresent() ? Optional.of(ByteSize.mebibytes(memory.getAsInt())) : Optional.empty(),
        environment,
        labels);
  }

  private static Optional<String> runtime(Members members) throws LambdaException {
    Optional<String> runtime = members.text("Runtime", LONGEST_HANDLER);
    if (runtime.isPresent() && !RUNTIME.matcher(runtime.get()).matches()) {
      throw Members.refused(
          "Value "
              + LambdaFault.shown(runtime.get())
              + " at 'runtime' failed to satisfy constraint: this host has only runtimes for Java"
              + " (java8 to java25)");
    }
    return runtime;
  }

  private static Optional<SortedMap<String, String>> environment(Members members)
      throws LambdaException {
    Optional<Members> environment = members.object("Environment");
    if (environment.isEmpty()) {
      return Optional.empty();
    }
    SortedMap<String, String> variables =
        environment.get().texts("Variables").orElseGet(TreeMap::new);
    environment.get().end();
    List<String> reserved = variables.keySet().stream().filter(RESERVED::contains).toList();
    if (!reserved.isEmpty()) {
      throw Members.refused(
          "Lambda was unable to configure your environment variables because the environment"
              + " variables you have provided contains reserved keys that are currently not"
              + " supported for modification. Reserved keys used in this request: "
              + String.join(", ", reserved));
    }
    return Optional.of(variables);
  }

  /** What may be said only in the one way that holds here. */
  private static void refuseOthers(Members members) throws LambdaException {
    Optional<Members> storage = members.object("EphemeralStorage");
    if (storage.isPresent()) {
      storage.get().number("Size", 512, 512);
      storage.get().end();
    }
    one(members, "TracingConfig", "Mode", "PassThrough");
    one(members, "SnapStart", "ApplyOn", "None");
    one(members, "LoggingConfig", "LogFormat", "Text");
  }

  private static void one(Members members, String object, String member, String value)
      throws LambdaException {
    Optional<Members> given = members.object(object);
    if (given.isPresent()) {
      given.get().only(member, value);
      given.get().end();
    }
  }

  /** What the code is made for: that of the host, if it says so at all. */
  static void architectures(Members members) throws LambdaException {
    for (String architecture : members.list("Architectures")) {
      if (!architecture.equals(ARCHITECTURE)) {
        throw Members.refused(
            "Architectures: this host runs on " + ARCHITECTURE + " only, not on " + architecture);
      }
    }
  }

  /** The architecture of the host, as Lambda names it. */
  static String architecture() {
    return ARCHITECTURE;
  }
}
