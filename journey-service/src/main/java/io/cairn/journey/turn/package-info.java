/** Who may do at once what takes much. */
@NullMarked
package io.cairn.journey.turn;

import org.jspecify.annotations.NullMarked;
