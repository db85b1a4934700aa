/** The map as a picture: what to show, where to put it, and how SVG says it. */
@NullMarked
package io.cairn.journey.picture;

import org.jspecify.annotations.NullMarked;
