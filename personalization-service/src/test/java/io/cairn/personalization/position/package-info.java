/** Tests of positions, transitions and population. */
@NullMarked
package io.cairn.personalization.position;

import org.jspecify.annotations.NullMarked;
