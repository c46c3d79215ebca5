package dev.hearth.host.registry;

/** Which members of the Java platform the code of a function may use. */
public enum Policy {

  /** All but what harms the host or other functions; for code of one's own and its libraries. */
  PRACTICAL,

  /** Only what the host names; for code of others. */
  STRICT
}
