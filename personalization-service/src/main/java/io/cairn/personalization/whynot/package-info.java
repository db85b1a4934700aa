/** What would have to change for an offer to win. */
@NullMarked
package io.cairn.personalization.whynot;

import org.jspecify.annotations.NullMarked;
