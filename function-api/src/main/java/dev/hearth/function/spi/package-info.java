/** How the host tells the API which call a thread is working for. Functions cannot see it. */
@NullMarked
package dev.hearth.function.spi;

import org.jspecify.annotations.NullMarked;
