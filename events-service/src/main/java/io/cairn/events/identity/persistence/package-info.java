/** Joins of anonymous ids to known customers, in PostgreSQL. */
@NullMarked
package io.cairn.events.identity.persistence;

import org.jspecify.annotations.NullMarked;
