package dev.hearth.host.journey;

import dev.hearth.host.HostClient;
import dev.hearth.host.fixture.FunctionJar;
import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaAsyncClient;
import software.amazon.awssdk.services.lambda.LambdaClient;

/** AWS's own client for Java, told where the host is and nothing else. */
final class LambdaClients {

  private LambdaClients() {}

  /** A client with a key of the host, {@code hk_<id>.<secret>}. */
  static LambdaClient with(HostClient host, String key) {
    return LambdaClient.builder()
        .httpClient(UrlConnectionHttpClient.create())
        .endpointOverride(host.gateway())
        .region(Region.EU_WEST_1)
        .credentialsProvider(credentials(key))
        .overrideConfiguration(settings -> settings.retryStrategy(AwsRetryStrategy.doNotRetry()))
        .build();
  }

  /** A client that takes answers while they come. */
  static LambdaAsyncClient async(URI gateway, String key) {
    return LambdaAsyncClient.builder()
        .httpClient(NettyNioAsyncHttpClient.create())
        .endpointOverride(gateway)
        .region(Region.EU_WEST_1)
        .credentialsProvider(credentials(key))
        .overrideConfiguration(settings -> settings.retryStrategy(AwsRetryStrategy.doNotRetry()))
        .build();
  }

  private static StaticCredentialsProvider credentials(String key) {
    int dot = key.indexOf('.');
    return StaticCredentialsProvider.create(
        AwsBasicCredentials.create(key.substring(0, dot), key.substring(dot + 1)));
  }

  /** Adds two numbers, {@code {"a": 1, "b": 2}}; logs what it got; throws where told to. */
  static FunctionJar adding() {
    return FunctionJar.of(
        "com.acme.Adding",
        """
        package com.acme;
        import dev.hearth.function.*;
        import java.util.*;
        public class Adding implements TypedFunction<Map<String, Object>, Map<String, Object>> {
          public Map<String, Object> handle(Map<String, Object> in, Context context) throws Exception {
            System.out.println("got " + new TreeMap<>(in));
            if (in.containsKey("throw")) {
              throw new IllegalStateException("" + in.get("throw"));
            }
            if (in.containsKey("sleep")) {
              Thread.sleep(60_000);
            }
            int sum = 0;
            for (Object number : in.values()) {
              sum += ((Number) number).intValue();
            }
            return Map.of("sum", sum, "id", context.invocationId());
          }
        }
        """);
  }
}
