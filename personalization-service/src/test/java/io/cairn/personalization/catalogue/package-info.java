/** Tests of the catalogue. */
@NullMarked
package io.cairn.personalization.catalogue;

import org.jspecify.annotations.NullMarked;
