/** Tests of the sample, by the model alone. */
@NullMarked
package io.cairn.local.sample;

import org.jspecify.annotations.NullMarked;
