/** How what is stored becomes bytes. */
@NullMarked
package io.cairn.model.encoding;

import org.jspecify.annotations.NullMarked;
