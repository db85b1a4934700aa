/** Tests of why-not. */
@NullMarked
package io.cairn.personalization.whynot;

import org.jspecify.annotations.NullMarked;
