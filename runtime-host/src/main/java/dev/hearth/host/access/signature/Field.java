package dev.hearth.host.access.signature;

/** A header field of a signed request. */
public record Field(String name, String value) {}
