/** What a fault of PostgreSQL means to a caller; lists as arrays, and rows for COPY. */
@NullMarked
package io.cairn.kit.db;

import org.jspecify.annotations.NullMarked;
