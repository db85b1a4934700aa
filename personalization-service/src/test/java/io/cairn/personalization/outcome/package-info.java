/** Tests of outcomes. */
@NullMarked
package io.cairn.personalization.outcome;

import org.jspecify.annotations.NullMarked;
