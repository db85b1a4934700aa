/** The event log in PostgreSQL, by plain JDBC: whole batches as arrays in one statement each. */
@NullMarked
package io.cairn.events.log.persistence;

import org.jspecify.annotations.NullMarked;
