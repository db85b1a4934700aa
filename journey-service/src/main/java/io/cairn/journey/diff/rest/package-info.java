/** Differences over HTTP. */
@NullMarked
package io.cairn.journey.diff.rest;

import org.jspecify.annotations.NullMarked;
