/** Real PostgreSQL and Redis servers as processes, for tests, benchmarks and the launcher; free of any framework. */
@NullMarked
package io.cairn.kit.servers;

import org.jspecify.annotations.NullMarked;
