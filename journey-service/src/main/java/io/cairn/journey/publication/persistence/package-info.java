/** The live maps in PostgreSQL. */
@NullMarked
package io.cairn.journey.publication.persistence;

import org.jspecify.annotations.NullMarked;
