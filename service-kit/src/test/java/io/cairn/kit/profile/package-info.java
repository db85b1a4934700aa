/** Tests of what is said of profiles in Redis. */
@NullMarked
package io.cairn.kit.profile;

import org.jspecify.annotations.NullMarked;
