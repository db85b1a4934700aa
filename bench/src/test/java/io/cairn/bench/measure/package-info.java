/** Tests of what benchmarks are judged by. */
@NullMarked
package io.cairn.bench.measure;

import org.jspecify.annotations.NullMarked;
