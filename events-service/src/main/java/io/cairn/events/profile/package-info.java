/** Keeps the profiles in Redis equal to the fold of the log. */
@NullMarked
package io.cairn.events.profile;

import org.jspecify.annotations.NullMarked;
