/** Counts propositions and outcomes in the log. */
@NullMarked
package io.cairn.personalization.performance.persistence;

import org.jspecify.annotations.NullMarked;
