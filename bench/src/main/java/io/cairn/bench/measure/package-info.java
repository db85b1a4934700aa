/** Benchmarks: ours and a floor, measured by turns in the same run, and the ratio of the two. */
@NullMarked
package io.cairn.bench.measure;

import org.jspecify.annotations.NullMarked;
