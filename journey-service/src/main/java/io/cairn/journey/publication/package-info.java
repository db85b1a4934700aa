/** Brings the live maps to where decisions read them. */
@NullMarked
package io.cairn.journey.publication;

import org.jspecify.annotations.NullMarked;
