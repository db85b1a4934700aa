/** Complete maps to start from. */
@NullMarked
package io.cairn.journey.template;

import org.jspecify.annotations.NullMarked;
