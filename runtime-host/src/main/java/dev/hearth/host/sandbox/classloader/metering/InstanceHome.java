package dev.hearth.host.sandbox.classloader.metering;

/** Marks the thread group of one instance: whatever is born in it or below it belongs to it. */
public interface InstanceHome {}
