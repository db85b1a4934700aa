/** What became of propositions: reported in any order and any number of times, counted once. */
@NullMarked
package io.cairn.personalization.outcome;

import org.jspecify.annotations.NullMarked;
