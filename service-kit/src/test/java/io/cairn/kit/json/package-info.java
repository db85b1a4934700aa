/** Tests of what is refused before a resource sees it. */
@NullMarked
package io.cairn.kit.json;

import org.jspecify.annotations.NullMarked;
