/** The launcher behind {@code ./run}: the stores and the three services as real processes on one machine. */
@NullMarked
package io.cairn.local;

import org.jspecify.annotations.NullMarked;
