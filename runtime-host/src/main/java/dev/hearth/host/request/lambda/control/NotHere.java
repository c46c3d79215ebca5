package dev.hearth.host.request.lambda.control;

import java.util.Map;

/** What Lambda has and this host has not, and what there is in its place. */
final class NotHere {

  private static final Map<String, String> INSTEAD =
      Map.ofEntries(
          Map.entry("Layers", "put the libraries of the layers into lib/ of the zip"),
          Map.entry("VpcConfig", "functions reach what \"permissions\" in their manifest allows"),
          Map.entry("ImageUri", "upload a zip or jar as ZipFile"),
          Map.entry("ImageConfig", "upload a zip or jar as ZipFile"),
          Map.entry("S3Bucket", "upload the zip or jar itself as ZipFile (--zip-file fileb://…)"),
          Map.entry("S3Key", "upload the zip or jar itself as ZipFile (--zip-file fileb://…)"),
          Map.entry(
              "DeadLetterConfig",
              "what fails for good is among the dead letters of the host (GET /v1/dead-letters)"),
          Map.entry(
              "DestinationConfig",
              "what fails for good is among the dead letters of the host (GET /v1/dead-letters)"),
          Map.entry("OnFailure", "see the dead letters of the host (GET /v1/dead-letters)"),
          Map.entry("KMSKeyArn", "the environment is stored as it is; use secrets of the host"),
          Map.entry("FileSystemConfigs", "a function has its own temporary directory"),
          Map.entry("SnapStart", "cold starts take milliseconds here"),
          Map.entry("DryRun", "nothing is tried out without being done"),
          Map.entry("DurableConfig", "there are no durable executions here"));

  private NotHere() {}

  /** What a client is told that asks for it. */
  static String refusal(String member) {
    String instead = INSTEAD.get(member);
    return member
        + " is not supported by this host"
        + (instead == null ? ": leave it out" : ": leave it out; " + instead);
  }
}
