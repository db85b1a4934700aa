/** How far imports are, and which rows they rejected. */
@NullMarked
package io.cairn.events.imports.persistence;

import org.jspecify.annotations.NullMarked;
