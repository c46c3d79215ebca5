package dev.hearth.host.sandbox;

/**
 * Tells the instances of one host process apart.
 *
 * @param number counted up from 1, never used again
 */
public record InstanceId(long number) {

  @Override
  public String toString() {
    return "i" + number;
  }
}
