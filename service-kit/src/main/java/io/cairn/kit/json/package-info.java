/** JSON bodies, read strictly: UTF-8, bounded, faults named by JSON pointer. */
@NullMarked
package io.cairn.kit.json;

import org.jspecify.annotations.NullMarked;
