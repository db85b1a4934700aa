/** The form that this service's documents share: checks that name the field, and durations. */
@NullMarked
package io.cairn.personalization.wire;

import org.jspecify.annotations.NullMarked;
