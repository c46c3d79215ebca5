package dev.hearth.host.request.lambda.control;

import dev.hearth.host.config.ByteSize;
import dev.hearth.host.config.TimeSource;
import dev.hearth.host.deployment.Deployer;
import dev.hearth.host.registry.DeployedFunction;
import dev.hearth.host.registry.FunctionRegistry;
import dev.hearth.host.request.lambda.LambdaAnswer;
import dev.hearth.host.request.lambda.LambdaOperation;
import dev.hearth.host.request.lambda.LambdaRequest;
import dev.hearth.host.request.lambda.LambdaRoute;
import dev.hearth.host.request.lambda.Scope;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** The operations of Lambda's control API that this host has, and where they are. */
public final class LambdaControl {

  /** What AWS says it takes for a function's code. */
  private static final long MOST_CODE_BYTES = 70_167_211;

  private static final long MOST_BYTES = 64 * 1024;
  private static final String FUNCTIONS = "/2015-03-31/functions";
  private static final String FUNCTION = FUNCTIONS + "/{FunctionName}";
  private static final String ALIAS = FUNCTION + "/aliases/{Name}";
  private static final String ASYNC = "/2019-09-25/functions/{FunctionName}/event-invoke-config";
  private static final String TAGS = "/2017-03-31/tags/{Resource}";

  private final Means means;
  private final Functions functions;
  private final List<LambdaRoute> routes = new ArrayList<>();

  private LambdaControl(Means means) {
    this.means = means;
    this.functions = new Functions(means.registry());
  }

  /**
   * What it works with.
   *
   * @param uploads where code is put down; on the file system of the artifacts
   * @param maxUpload the largest code
   * @param maxCalls how many calls the host serves at a time
   */
  public record Means(
      FunctionRegistry registry,
      Deployer deployer,
      Path uploads,
      ByteSize maxUpload,
      int maxCalls,
      TimeSource time) {}

  /** The operations. */
  public static List<LambdaRoute> routes(Means means) {
    LambdaControl control = new LambdaControl(means);
    Publications publications = new Publications(control.functions, means.time());
    control.functions(
        new FunctionOperations(
            control.functions,
            new Deployments(means.deployer(), new CodeMembers(means.uploads(), means.maxUpload())),
            publications));
    control.change("POST", FUNCTION + "/versions", publications::publish);
    control.show(FUNCTION + "/versions", publications::list);
    control.aliases(new AliasOperations(control.functions));
    control.concurrency(new ConcurrencyOperations(control.functions));
    control.async(new AsyncOperations(control.functions, means.time()));
    control.tags(new Tags(control.functions));
    control.show("/2016-08-19/account-settings", control::account);
    return List.copyOf(control.routes);
  }

  private void functions(FunctionOperations operations) {
    code("POST", FUNCTIONS, operations::create);
    code("PUT", FUNCTION + "/code", operations::updateCode);
    show(FUNCTIONS, operations::list);
    show(FUNCTION, operations::get);
    show(FUNCTION + "/configuration", operations::configuration);
    change("PUT", FUNCTION + "/configuration", operations::updateConfiguration);
    change("DELETE", FUNCTION, operations::delete);
  }

  private void aliases(AliasOperations operations) {
    change("POST", FUNCTION + "/aliases", operations::create);
    show(FUNCTION + "/aliases", operations::list);
    show(ALIAS, operations::get);
    change("PUT", ALIAS, operations::update);
    change("DELETE", ALIAS, operations::delete);
  }

  private void concurrency(ConcurrencyOperations operations) {
    String changed = "/2017-10-31/functions/{FunctionName}/concurrency";
    change("PUT", changed, operations::put);
    change("DELETE", changed, operations::delete);
    show("/2019-09-30/functions/{FunctionName}/concurrency", operations::get);
  }

  private void async(AsyncOperations operations) {
    change("PUT", ASYNC, operations::put);
    change("POST", ASYNC, operations::update);
    change("DELETE", ASYNC, operations::delete);
    show(ASYNC, operations::get);
    show(ASYNC + "/list", operations::list);
  }

  private void tags(Tags operations) {
    show(TAGS, operations::list);
    change("POST", TAGS, operations::add);
    change("DELETE", TAGS, operations::remove);
  }

  private LambdaAnswer account(LambdaRequest request) {
    List<DeployedFunction> all = functions.all();
    int reserved = all.stream().mapToInt(f -> f.settings().maxCalls().orElse(0)).sum();
    ObjectNode json = ConfigurationJson.object();
    json.putObject("AccountLimit")
        .put("TotalCodeSize", means.uploads().toFile().getTotalSpace())
        .put("CodeSizeUnzipped", means.maxUpload().bytes())
        .put("CodeSizeZipped", Math.min(means.maxUpload().bytes(), MOST_CODE_BYTES / 4 * 3))
        .put("ConcurrentExecutions", means.maxCalls())
        .put("UnreservedConcurrentExecutions", Math.max(0, means.maxCalls() - reserved));
    json.putObject("AccountUsage")
        .put(
            "TotalCodeSize",
            FunctionOperations.sizes(all).values().stream().mapToLong(Long::longValue).sum())
        .put("FunctionCount", all.size());
    return LambdaAnswer.json(200, json);
  }

  private void code(String method, String path, LambdaOperation operation) {
    long inBase64 = means.maxUpload().bytes() / 3 * 4 + MOST_BYTES;
    routes.add(
        LambdaRoute.control(
            method, path, Scope.DEPLOY, Math.min(MOST_CODE_BYTES, inBase64), operation));
  }

  private void change(String method, String path, LambdaOperation operation) {
    routes.add(LambdaRoute.control(method, path, Scope.DEPLOY, MOST_BYTES, operation));
  }

  private void show(String path, LambdaOperation operation) {
    routes.add(LambdaRoute.control("GET", path, Scope.READ, MOST_BYTES, operation));
  }
}
