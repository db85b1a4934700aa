/** Tests of templates. */
@NullMarked
package io.cairn.journey.template;

import org.jspecify.annotations.NullMarked;
