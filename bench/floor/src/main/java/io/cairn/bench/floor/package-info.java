/** The least that a service of Quarkus does for a request. */
@NullMarked
package io.cairn.bench.floor;

import org.jspecify.annotations.NullMarked;
