/** What a customer was handed, and the caps on it: the one place that knows their arithmetic. */
@NullMarked
package io.cairn.personalization.caps;

import org.jspecify.annotations.NullMarked;
