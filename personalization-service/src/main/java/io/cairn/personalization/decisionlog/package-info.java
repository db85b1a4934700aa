/** The log of all decisions: waits in Redis, lasts in PostgreSQL, and tells what caps count when Redis lost its data. */
@NullMarked
package io.cairn.personalization.decisionlog;

import org.jspecify.annotations.NullMarked;
