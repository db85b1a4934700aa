/** What came of an offer: how many propositions met which outcome; and of a rule: who met its goal. With how certain that is. */
@NullMarked
package io.cairn.personalization.performance;

import org.jspecify.annotations.NullMarked;
