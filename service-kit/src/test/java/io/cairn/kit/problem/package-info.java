/** Tests of what a caller is told. */
@NullMarked
package io.cairn.kit.problem;

import org.jspecify.annotations.NullMarked;
