/** Tests of the headers that guard against lost updates. */
@NullMarked
package io.cairn.kit.etag;

import org.jspecify.annotations.NullMarked;
