/** A customer's history as the log has it, and which profiles are in doubt. */
@NullMarked
package io.cairn.events.profile.persistence;

import org.jspecify.annotations.NullMarked;
