/** Tests of performance. */
@NullMarked
package io.cairn.personalization.performance;

import org.jspecify.annotations.NullMarked;
