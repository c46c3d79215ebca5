package dev.hearth.host.sandbox;

import dev.hearth.host.registry.Digest;
import java.nio.file.Path;

/**
 * Uploaded bytes at rest.
 *
 * @param digest their content
 * @param file where they are; never written again
 * @param bytes how many they are
 */
public record Artifact(Digest digest, Path file, long bytes) {}
