/** What is wrong with a map. */
@NullMarked
package io.cairn.journey.validation;

import org.jspecify.annotations.NullMarked;
