/** Journeys: the draft that is drawn, and the versions that were published of it. */
@NullMarked
package io.cairn.journey.map;

import org.jspecify.annotations.NullMarked;
