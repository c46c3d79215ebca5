/** Tests of what reads the clocks of threads. */
@NullMarked
package dev.hearth.host.sandbox.classloader.metering;

import org.jspecify.annotations.NullMarked;
