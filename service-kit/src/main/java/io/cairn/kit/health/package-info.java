/** The stores' state, as shown in health. */
@NullMarked
package io.cairn.kit.health;

import org.jspecify.annotations.NullMarked;
