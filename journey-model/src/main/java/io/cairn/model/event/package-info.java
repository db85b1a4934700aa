/** Events as the log keeps them. */
@NullMarked
package io.cairn.model.event;

import org.jspecify.annotations.NullMarked;
