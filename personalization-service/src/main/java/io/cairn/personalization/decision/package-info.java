/** Decides what a customer should see now: a pure core ({@code Decider}) and the service that loads, decides and saves. */
@NullMarked
package io.cairn.personalization.decision;

import org.jspecify.annotations.NullMarked;
