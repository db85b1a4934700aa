/** The event log in PostgreSQL, by plain JDBC: large groups by COPY, a few events by one statement (ADR 10). */
@NullMarked
package io.cairn.events.log.persistence;

import org.jspecify.annotations.NullMarked;
