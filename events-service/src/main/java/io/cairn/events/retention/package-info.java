/** Lets events that are older than the retention leave the log: what they say stays in snapshots. */
@NullMarked
package io.cairn.events.retention;

import org.jspecify.annotations.NullMarked;
