/** The map as a picture, looked at by geometry. */
@NullMarked
package io.cairn.journey.picture;

import org.jspecify.annotations.NullMarked;
