/** Lists as PostgreSQL arrays. */
@NullMarked
package io.cairn.events.sql;

import org.jspecify.annotations.NullMarked;
