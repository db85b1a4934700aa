/** Which stage a customer is in, and why. */
@NullMarked
package io.cairn.model.stage;

import org.jspecify.annotations.NullMarked;
