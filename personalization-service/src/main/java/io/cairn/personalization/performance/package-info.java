/** What came of an offer: how many propositions met which outcome, and how certain the rates are. */
@NullMarked
package io.cairn.personalization.performance;

import org.jspecify.annotations.NullMarked;
