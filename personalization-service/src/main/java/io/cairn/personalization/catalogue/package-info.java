/** The catalogue in memory: everything that a decision reads of what marketers saved, compiled. */
@NullMarked
package io.cairn.personalization.catalogue;

import org.jspecify.annotations.NullMarked;
