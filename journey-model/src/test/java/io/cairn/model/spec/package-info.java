/** Reads the golden cases. */
@NullMarked
package io.cairn.model.spec;

import org.jspecify.annotations.NullMarked;
