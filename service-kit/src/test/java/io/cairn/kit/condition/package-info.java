/** Tests of what conditions are compiled by. */
@NullMarked
package io.cairn.kit.condition;

import org.jspecify.annotations.NullMarked;
