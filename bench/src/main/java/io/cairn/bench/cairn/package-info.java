/** A Cairn of one's own, for drills and benchmarks: {@code ./run --empty}, its processes, stores and public API. */
@NullMarked
package io.cairn.bench.cairn;

import org.jspecify.annotations.NullMarked;
