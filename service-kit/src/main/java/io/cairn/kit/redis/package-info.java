/** Redis commands with a deadline, and one fault for all the ways in which Redis can be away. */
@NullMarked
package io.cairn.kit.redis;

import org.jspecify.annotations.NullMarked;
