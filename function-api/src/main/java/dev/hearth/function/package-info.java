/**
 * The whole vocabulary of a function: three ways to be called ({@link
 * dev.hearth.function.HttpFunction}, {@link dev.hearth.function.EventFunction}, {@link
 * dev.hearth.function.TypedFunction}) and what a call can ask of its host ({@link
 * dev.hearth.function.Context}). No dependencies, Java 17.
 *
 * <p>The host shares exactly this package with every function; a copy inside an uploaded JAR is
 * ignored, so compile against it with scope {@code provided}.
 */
@NullMarked
package dev.hearth.function;

import org.jspecify.annotations.NullMarked;
