package dev.hearth.host.registry;

/**
 * What the code of a function may do beyond computing.
 *
 * @param policy which members of the platform it may use at all
 * @param permissions what it may reach with those
 */
public record Confinement(Policy policy, Permissions permissions) {

  /** What a function gets whose manifest says nothing but perhaps the policy. */
  public static Confinement usual(Policy policy) {
    return new Confinement(policy, Permissions.usual(policy));
  }
}
