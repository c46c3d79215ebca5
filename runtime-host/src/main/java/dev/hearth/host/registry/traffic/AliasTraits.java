package dev.hearth.host.registry.traffic;

/**
 * What an alias says besides the weights.
 *
 * @param sticky where the key is that makes its calls sticky
 * @param description for people; may be empty
 * @param main which of its versions is the one that it stands for, the others being tried beside
 *     it; 0 for the one with the most weight
 */
public record AliasTraits(StickySource sticky, String description, int main) {

  /** An alias that says nothing else. */
  public static final AliasTraits NONE = new AliasTraits(new StickySource.Nowhere(), "", 0);

  private static final int LONGEST_DESCRIPTION = 256;

  public AliasTraits {
    if (description.length() > LONGEST_DESCRIPTION) {
      throw new IllegalArgumentException(
          "the description of an alias has at most " + LONGEST_DESCRIPTION + " characters");
    }
  }
}
