/** The map as text for other tools. */
@NullMarked
package io.cairn.journey.export;

import org.jspecify.annotations.NullMarked;
