/** The customers' profiles in Redis: written by events-service, read by personalization-service. */
@NullMarked
package io.cairn.kit.profile;

import org.jspecify.annotations.NullMarked;
