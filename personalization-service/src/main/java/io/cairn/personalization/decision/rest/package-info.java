/** Decisions over HTTP. */
@NullMarked
package io.cairn.personalization.decision.rest;

import org.jspecify.annotations.NullMarked;
