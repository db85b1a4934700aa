/** The condition language: CEL with Cairn's vocabulary (DESIGN.md §3). */
@NullMarked
package io.cairn.model.condition;

import org.jspecify.annotations.NullMarked;
