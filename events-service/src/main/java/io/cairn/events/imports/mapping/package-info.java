/** What the columns of a file mean, and how its rows become events. */
@NullMarked
package io.cairn.events.imports.mapping;

import org.jspecify.annotations.NullMarked;
