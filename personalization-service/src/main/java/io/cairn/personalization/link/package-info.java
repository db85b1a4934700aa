/** Signed URLs: for platforms that cannot send a header with their key. */
@NullMarked
package io.cairn.personalization.link;

import org.jspecify.annotations.NullMarked;
