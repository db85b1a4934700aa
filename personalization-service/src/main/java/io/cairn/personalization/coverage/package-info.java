/** For whom there is nothing to say: stages, personas and channels without any offer. */
@NullMarked
package io.cairn.personalization.coverage;

import org.jspecify.annotations.NullMarked;
