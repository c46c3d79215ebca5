package dev.hearth.host.sandbox.classloader.binding.lambda;

import dev.hearth.host.registry.FunctionSpec.PayloadFormat;
import dev.hearth.host.registry.FunctionVersion;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * What an instance of a Lambda handler is told of itself, by its context and its environment.
 *
 * @param name of the function
 * @param version its number
 * @param arn with the version; the account is one for all
 * @param memoryMiB what one call may allocate
 * @param logGroup {@code /aws/lambda/} and the name
 * @param logStream the day of the start, the version and 32 hexadecimal digits of its own
 * @param env all variables
 * @param format of requests
 */
public record LambdaFunction(
    String name,
    String version,
    String arn,
    int memoryMiB,
    String logGroup,
    String logStream,
    Map<String, String> env,
    PayloadFormat format) {

  private static final String ACCOUNT = "000000000000";
  private static final String USUAL_REGION = "us-east-1";
  private static final String REGION = "AWS_REGION";
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyy/MM/dd").withZone(ZoneOffset.UTC);
  private static final long MEBIBYTE = 1L << 20;

  public LambdaFunction {
    env = Map.copyOf(env);
  }

  /**
   * An instance that starts now.
   *
   * @param instance tells it from the others of the host
   * @param taskRoot the directory with the unpacked artifact
   */
  public static LambdaFunction of(
      FunctionVersion version, long instance, Instant startedAt, Path taskRoot) {
    String name = version.id().function().value();
    String number = Integer.toString(version.id().number());
    Map<String, String> own = version.spec().env();
    String region = own.getOrDefault(REGION, own.getOrDefault("AWS_DEFAULT_REGION", USUAL_REGION));
    String memory = Long.toString(version.spec().budget().memory().bytes() / MEBIBYTE);
    String group = "/aws/lambda/" + name;
    String stream = DAY.format(startedAt) + "/[" + number + "]" + digits(version, instance);
    Map<String, String> env = usual(region);
    env.putAll(own);
    env.putAll(
        Map.of(
            "_HANDLER", version.entryPoint().target(),
            "AWS_EXECUTION_ENV", "AWS_Lambda_java" + Runtime.version().feature(),
            "AWS_LAMBDA_FUNCTION_NAME", name,
            "AWS_LAMBDA_FUNCTION_VERSION", number,
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", memory,
            "AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand",
            "AWS_LAMBDA_LOG_GROUP_NAME", group,
            "AWS_LAMBDA_LOG_STREAM_NAME", stream,
            "LAMBDA_TASK_ROOT", taskRoot.toString()));
    return new LambdaFunction(
        name,
        number,
        "arn:aws:lambda:" + region + ":" + ACCOUNT + ":function:" + name + ":" + number,
        Integer.parseInt(memory),
        group,
        stream,
        env,
        version.spec().exchange().payload());
  }

  /** What a manifest may set to something else. */
  private static Map<String, String> usual(String region) {
    return new HashMap<>(
        Map.of(
            "AWS_LAMBDA_LOG_FORMAT",
            "Text",
            "AWS_XRAY_CONTEXT_MISSING",
            "LOG_ERROR",
            "LANG",
            "en_US.UTF-8",
            "PATH",
            "/usr/local/bin:/usr/bin:/bin",
            "TZ",
            ":UTC",
            REGION,
            region,
            "AWS_DEFAULT_REGION",
            region));
  }

  /** The same for the same instance. */
  private static String digits(FunctionVersion version, long instance) {
    byte[] seed = (version.revision() + "/" + instance).getBytes(StandardCharsets.UTF_8);
    return UUID.nameUUIDFromBytes(seed).toString().replace("-", "");
  }
}
