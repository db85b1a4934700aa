/** Positions and transitions in PostgreSQL. */
@NullMarked
package io.cairn.personalization.position.persistence;

import org.jspecify.annotations.NullMarked;
