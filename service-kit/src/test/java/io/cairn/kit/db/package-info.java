/** Tests of rows for PostgreSQL, by PostgreSQL. */
@NullMarked
package io.cairn.kit.db;

import org.jspecify.annotations.NullMarked;
