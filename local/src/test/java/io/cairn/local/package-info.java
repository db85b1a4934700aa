/** Tests of the launcher; what it starts is real. */
@NullMarked
package io.cairn.local;

import org.jspecify.annotations.NullMarked;
