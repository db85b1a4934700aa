/** Which map of a journey is meant: the draft, a version, or what is shown to whoever does not say. */
@NullMarked
package io.cairn.journey.edition;

import org.jspecify.annotations.NullMarked;
