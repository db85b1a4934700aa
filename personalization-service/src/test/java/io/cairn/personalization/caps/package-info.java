/** Tests of the cap arithmetic. */
@NullMarked
package io.cairn.personalization.caps;

import org.jspecify.annotations.NullMarked;
