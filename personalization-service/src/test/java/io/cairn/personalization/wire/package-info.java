@NullMarked
package io.cairn.personalization.wire;

import org.jspecify.annotations.NullMarked;
