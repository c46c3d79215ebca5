package dev.hearth.host.sandbox.classloader.cloud.event;

import com.google.gson.JsonElement;

/** An event in the form that Cloud Functions had before CloudEvents. Used by one call. */
public record LegacyEvent(JsonElement data, LegacyContext context) {}
