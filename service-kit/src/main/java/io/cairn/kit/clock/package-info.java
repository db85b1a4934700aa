/** The services' one source of the current time. */
@NullMarked
package io.cairn.kit.clock;

import org.jspecify.annotations.NullMarked;
