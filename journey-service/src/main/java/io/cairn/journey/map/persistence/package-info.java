/** Journeys and their versions in PostgreSQL. */
@NullMarked
package io.cairn.journey.map.persistence;

import org.jspecify.annotations.NullMarked;
