/** Placements: where on a channel an offer is shown. */
@NullMarked
package io.cairn.personalization.placement;

import org.jspecify.annotations.NullMarked;
