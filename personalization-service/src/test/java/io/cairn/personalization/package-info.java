/** Tests of the service as a whole. */
@NullMarked
package io.cairn.personalization;

import org.jspecify.annotations.NullMarked;
