/** A small service that exists for the kit's own tests. */
@NullMarked
package io.cairn.kit.probe;

import org.jspecify.annotations.NullMarked;
