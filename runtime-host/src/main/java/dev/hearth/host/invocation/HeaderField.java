package dev.hearth.host.invocation;

/** One HTTP header field as it stood or shall stand on the wire. */
public record HeaderField(String name, String value) {}
