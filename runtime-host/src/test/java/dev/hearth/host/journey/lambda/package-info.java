/** Journeys of users of AWS Lambda, with and without its real clients. */
@org.jspecify.annotations.NullMarked
package dev.hearth.host.journey.lambda;
