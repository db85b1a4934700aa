/** Outcomes over HTTP. */
@NullMarked
package io.cairn.personalization.outcome.rest;

import org.jspecify.annotations.NullMarked;
