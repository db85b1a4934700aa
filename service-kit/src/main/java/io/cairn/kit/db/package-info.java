/** What a fault of PostgreSQL means to a caller. */
@NullMarked
package io.cairn.kit.db;

import org.jspecify.annotations.NullMarked;
