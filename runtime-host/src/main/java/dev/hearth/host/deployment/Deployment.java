package dev.hearth.host.deployment;

import dev.hearth.host.registry.FunctionVersion;
import dev.hearth.host.sandbox.Preparation;

/**
 * What came of an upload.
 *
 * @param version the version that takes the calls now
 * @param preparation what was found in the artifact
 * @param created false if the same bytes and configuration had been deployed before
 */
public record Deployment(FunctionVersion version, Preparation preparation, boolean created) {}
