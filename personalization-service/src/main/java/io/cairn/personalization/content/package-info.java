/** Content templates: Qute, cut down to output, if and for over the data given. */
@NullMarked
package io.cairn.personalization.content;

import org.jspecify.annotations.NullMarked;
