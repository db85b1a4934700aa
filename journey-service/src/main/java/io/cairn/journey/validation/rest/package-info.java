/** Validation on the wire. */
@NullMarked
package io.cairn.journey.validation.rest;

import org.jspecify.annotations.NullMarked;
