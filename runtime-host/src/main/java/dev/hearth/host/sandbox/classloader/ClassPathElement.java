package dev.hearth.host.sandbox.classloader;

/**
 * One JAR on the class path of a function: the artifact itself or a library in it. What its
 * manifest does not say is empty.
 *
 * @param name empty for the artifact itself, {@code lib/x.jar} for a library
 * @param implementationTitle of the packages in it
 * @param implementationVersion of the packages in it
 * @param implementationVendor of the packages in it
 */
public record ClassPathElement(
    String name,
    String implementationTitle,
    String implementationVersion,
    String implementationVendor) {}
