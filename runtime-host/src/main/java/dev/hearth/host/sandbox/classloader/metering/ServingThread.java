package dev.hearth.host.sandbox.classloader.metering;

/** Marks a thread that the host gave an instance; all others in its home are the function's own. */
public interface ServingThread {}
