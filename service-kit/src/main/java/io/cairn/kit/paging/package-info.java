/** Lists: a page of items and the cursor of the next. */
@NullMarked
package io.cairn.kit.paging;

import org.jspecify.annotations.NullMarked;
