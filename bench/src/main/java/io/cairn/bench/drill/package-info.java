/** Fault drills: what is streamed at a running Cairn, what is done to it meanwhile, and whether it kept its promises. */
@NullMarked
package io.cairn.bench.drill;

import org.jspecify.annotations.NullMarked;
