/** Tests of what the drills judge by. */
@NullMarked
package io.cairn.bench.drill;

import org.jspecify.annotations.NullMarked;
