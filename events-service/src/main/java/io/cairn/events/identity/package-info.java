/** Which customer an anonymous event belongs to. */
@NullMarked
package io.cairn.events.identity;

import org.jspecify.annotations.NullMarked;
