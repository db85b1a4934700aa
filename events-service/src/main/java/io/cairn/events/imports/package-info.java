/** Imports: history from elsewhere, from files of any size. */
@NullMarked
package io.cairn.events.imports;

import org.jspecify.annotations.NullMarked;
