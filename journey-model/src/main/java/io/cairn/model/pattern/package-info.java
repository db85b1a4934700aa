/** Regular expressions of what people save. */
@NullMarked
package io.cairn.model.pattern;

import org.jspecify.annotations.NullMarked;
