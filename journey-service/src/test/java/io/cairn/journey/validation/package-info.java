/** Tests of validation. */
@NullMarked
package io.cairn.journey.validation;

import org.jspecify.annotations.NullMarked;
