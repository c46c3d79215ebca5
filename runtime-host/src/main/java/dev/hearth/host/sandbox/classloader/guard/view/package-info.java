/**
 * What one instance has of its own where the platform has one for the whole process: properties,
 * streams, defaults, hooks, pools, and what it may reach. Made when it is first used; function
 * classes cannot link to it.
 *
 * <p>Sees {@code config}, {@code registry}, {@code sandbox.classloader.metering} and {@code
 * sandbox.classloader.policy}.
 */
@NullMarked
package dev.hearth.host.sandbox.classloader.guard.view;

import org.jspecify.annotations.NullMarked;
