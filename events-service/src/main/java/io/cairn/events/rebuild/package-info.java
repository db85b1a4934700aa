/** Repairs profiles after a fault of Redis, and rebuilds them all when it was emptied. */
@NullMarked
package io.cairn.events.rebuild;

import org.jspecify.annotations.NullMarked;
