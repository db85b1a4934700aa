/** Offers: what a customer may be shown, its worth, and its content for each channel and locale. */
@NullMarked
package io.cairn.personalization.offer;

import org.jspecify.annotations.NullMarked;
