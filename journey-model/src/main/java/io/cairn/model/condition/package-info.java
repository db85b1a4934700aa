/** The condition language: CEL with Cairn's vocabulary. */
@NullMarked
package io.cairn.model.condition;

import org.jspecify.annotations.NullMarked;
