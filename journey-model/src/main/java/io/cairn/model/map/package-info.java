/** The journey map, as marketers draw it. */
@NullMarked
package io.cairn.model.map;

import org.jspecify.annotations.NullMarked;
