package dev.hearth.host.request.lambda;

import dev.hearth.host.access.StoredKey;

/**
 * Who asks, proven.
 *
 * @param key the key that the request was signed with, or that it carried
 * @param region that the client thinks this host is in; {@value #NOWHERE} if it did not say
 */
public record Identity(StoredKey key, String region) {

  /** The region of a client that names none. */
  public static final String NOWHERE = "local";

  /** The account that everything of this host belongs to, since ARNs need one. */
  public static final String ACCOUNT = "000000000000";

  /** The ARN of a function, in the region that the client expects. */
  public String functionArn(String name) {
    return "arn:aws:lambda:" + region + ":" + ACCOUNT + ":function:" + name;
  }

  /** The same with a version or an alias. */
  public String functionArn(String name, String qualifier) {
    return qualifier.isEmpty() ? functionArn(name) : functionArn(name) + ":" + qualifier;
  }

  /** The ARN of whoever asks. */
  public String userArn() {
    return "arn:aws:iam::" + ACCOUNT + ":user/hk_" + key.id();
  }
}
