/** The tracking plan and the events that were seen, in PostgreSQL. */
@NullMarked
package io.cairn.events.plan.persistence;

import org.jspecify.annotations.NullMarked;
