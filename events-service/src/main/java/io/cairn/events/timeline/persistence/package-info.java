/** Reads pages of the timeline. */
@NullMarked
package io.cairn.events.timeline.persistence;

import org.jspecify.annotations.NullMarked;
