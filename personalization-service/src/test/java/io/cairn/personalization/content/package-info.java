/** Tests of content templates. */
@NullMarked
package io.cairn.personalization.content;

import org.jspecify.annotations.NullMarked;
