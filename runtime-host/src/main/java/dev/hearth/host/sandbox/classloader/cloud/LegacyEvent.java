package dev.hearth.host.sandbox.classloader.cloud;

import com.google.gson.JsonElement;

/** An event in the form that Cloud Functions had before CloudEvents. Used by one call. */
record LegacyEvent(JsonElement data, LegacyContext context) {}
