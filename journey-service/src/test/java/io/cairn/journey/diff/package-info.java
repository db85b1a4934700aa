/** What differs between two editions of a map, by meaning. */
@NullMarked
package io.cairn.journey.diff;

import org.jspecify.annotations.NullMarked;
