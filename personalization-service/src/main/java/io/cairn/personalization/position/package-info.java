/** On which stage of each live journey a customer is, and since when. */
@NullMarked
package io.cairn.personalization.position;

import org.jspecify.annotations.NullMarked;
