/** The sample of {@code ./run}: a coffee shop with stores, and two thousand customers with a history up to now. */
@NullMarked
package io.cairn.local.sample;

import org.jspecify.annotations.NullMarked;
