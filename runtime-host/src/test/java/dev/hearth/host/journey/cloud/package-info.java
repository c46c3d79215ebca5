/** Functions of functions-framework-java, here and in the original. */
package dev.hearth.host.journey.cloud;
