/** The event log: what was received, once, and in which order it reached each customer. */
@NullMarked
package io.cairn.events.log;

import org.jspecify.annotations.NullMarked;
