/** What the service's tests share, and the rules that it keeps as a whole. */
@NullMarked
package io.cairn.journey;

import org.jspecify.annotations.NullMarked;
