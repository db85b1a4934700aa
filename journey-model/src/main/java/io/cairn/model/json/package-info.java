/** JSON values as immutable Java values, in one canonical form. */
@NullMarked
package io.cairn.model.json;

import org.jspecify.annotations.NullMarked;
