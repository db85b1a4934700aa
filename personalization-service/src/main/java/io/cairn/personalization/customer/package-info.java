/** What Redis keeps of a customer between decisions: one state, written only if nobody wrote in between (ADR 2). */
@NullMarked
package io.cairn.personalization.customer;

import org.jspecify.annotations.NullMarked;
