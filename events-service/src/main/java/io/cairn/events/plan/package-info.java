/** What events there are, and what they should look like: the tracking plan. */
@NullMarked
package io.cairn.events.plan;

import org.jspecify.annotations.NullMarked;
