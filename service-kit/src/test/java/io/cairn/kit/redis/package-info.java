/** Tests of Redis scripts, by Redis. */
@NullMarked
package io.cairn.kit.redis;

import org.jspecify.annotations.NullMarked;
