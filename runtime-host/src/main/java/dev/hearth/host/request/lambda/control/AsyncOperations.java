package dev.hearth.host.request.lambda.control;

import dev.hearth.host.config.TimeSource;
import dev.hearth.host.registry.DeployedFunction;
import dev.hearth.host.registry.setting.AsyncTerms;
import dev.hearth.host.request.lambda.FunctionReference;
import dev.hearth.host.request.lambda.LambdaAnswer;
import dev.hearth.host.request.lambda.LambdaException;
import dev.hearth.host.request.lambda.LambdaFault;
import dev.hearth.host.request.lambda.LambdaRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.databind.node.ObjectNode;

/**
 * How asynchronous calls are tried again ({@code EventInvokeConfig}), for each version or alias
 * that they may name. Any thread may use it.
 */
final class AsyncOperations {

  private static final String RETRIES = "MaximumRetryAttempts";
  private static final String AGE = "MaximumEventAgeInSeconds";
  private static final int MOST_RETRIES = 2;
  private static final int LEAST_AGE = 60;
  private static final int MOST_AGE = 21_600;

  private final Functions functions;
  private final TimeSource time;

  AsyncOperations(Functions functions, TimeSource time) {
    this.functions = functions;
    this.time = time;
  }

  /** What a request says; members that it leaves out are empty. */
  private AsyncTerms terms(LambdaRequest request) throws LambdaException {
    Members members = new Members(request.json());
    OptionalInt retries = members.number(RETRIES, 0, MOST_RETRIES);
    OptionalInt age = members.number(AGE, LEAST_AGE, MOST_AGE);
    members.end();
    if (retries.isEmpty() && age.isEmpty()) {
      throw Members.refused(
          "You must specify at least one of error handling or destination setting.");
    }
    return new AsyncTerms(
        retries,
        age.isPresent() ? Optional.of(Duration.ofSeconds(age.getAsInt())) : Optional.empty(),
        time.now());
  }

  LambdaAnswer put(LambdaRequest request) throws LambdaException {
    AsyncTerms terms = terms(request);
    return change(request, _ -> terms);
  }

  LambdaAnswer update(LambdaRequest request) throws LambdaException {
    AsyncTerms given = terms(request);
    return change(
        request,
        found -> {
          AsyncTerms before = found.required();
          return new AsyncTerms(
              given.retries().isPresent() ? given.retries() : before.retries(),
              given.maxAge().or(before::maxAge),
              given.changedAt());
        });
  }

  /** What there is for the qualifier of a request. */
  private record Found(DeployedFunction function, String qualifier, String arn) {

    AsyncTerms required() throws LambdaException {
      return Optional.ofNullable(function.settings().async().get(qualifier))
          .orElseThrow(() ->
              new LambdaException(
                  LambdaFault.notFound(
                      "The function " + arn + " doesn't have an EventInvokeConfig")));
    }
  }

  private Found find(LambdaRequest request) throws LambdaException {
    FunctionReference reference = request.function();
    Functions.Named named = functions.named(reference, request.identity());
    String qualifier = named.isLatest() ? "" : named.qualifier();
    return new Found(named.function(), qualifier, arn(request, named.function(), qualifier));
  }

  private static String arn(LambdaRequest request, DeployedFunction function, String qualifier) {
    return request
        .identity()
        .functionArn(function.name().value(), qualifier.isEmpty() ? Functions.LATEST : qualifier);
  }

  @FunctionalInterface
  private interface Terms {
    AsyncTerms of(Found found) throws LambdaException;
  }

  private LambdaAnswer change(LambdaRequest request, Terms terms) throws LambdaException {
    return functions.changing(
        request.function(),
        () -> {
          Found found = find(request);
          AsyncTerms after = terms.of(found);
          DeployedFunction function = found.function();
          functions.set(
              function, function.settings().withAsync(found.qualifier(), Optional.of(after)));
          return LambdaAnswer.json(200, json(found.arn(), after));
        });
  }

  LambdaAnswer get(LambdaRequest request) throws LambdaException {
    Found found = find(request);
    return LambdaAnswer.json(200, json(found.arn(), found.required()));
  }

  LambdaAnswer list(LambdaRequest request) throws LambdaException {
    DeployedFunction function = functions.unqualified(request);
    List<Map.Entry<String, AsyncTerms>> all = List.copyOf(function.settings().async().entrySet());
    return LambdaAnswer.json(
        200,
        Page.of(request, all, Map.Entry::getKey)
            .json(
                "FunctionEventInvokeConfigs",
                entry -> json(arn(request, function, entry.getKey()), entry.getValue())));
  }

  LambdaAnswer delete(LambdaRequest request) throws LambdaException {
    return functions.changing(
        request.function(),
        () -> {
          Found found = find(request);
          found.required();
          DeployedFunction function = found.function();
          functions.set(
              function, function.settings().withAsync(found.qualifier(), Optional.empty()));
          return LambdaAnswer.empty(204);
        });
  }

  private static ObjectNode json(String arn, AsyncTerms terms) {
    ObjectNode json = ConfigurationJson.object();
    json.put("LastModified", ConfigurationJson.seconds(terms.changedAt()));
    json.put("FunctionArn", arn);
    terms.retries().ifPresent(retries -> json.put(RETRIES, retries));
    terms.maxAge().ifPresent(age -> json.put(AGE, age.toSeconds()));
    ObjectNode destinations = json.putObject("DestinationConfig");
    destinations.putObject("OnSuccess");
    destinations.putObject("OnFailure");
    return json;
  }
}
