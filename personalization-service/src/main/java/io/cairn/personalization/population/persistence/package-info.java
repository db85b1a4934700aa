/** Counts and stages' customers in PostgreSQL. */
@NullMarked
package io.cairn.personalization.population.persistence;

import org.jspecify.annotations.NullMarked;
