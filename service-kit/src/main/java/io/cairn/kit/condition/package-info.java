/** How conditions are compiled, alike in all three services. */
@NullMarked
package io.cairn.kit.condition;

import org.jspecify.annotations.NullMarked;
