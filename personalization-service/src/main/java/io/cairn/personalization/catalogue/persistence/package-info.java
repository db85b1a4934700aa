/** Items of the catalogue in PostgreSQL: every version ever saved. */
@NullMarked
package io.cairn.personalization.catalogue.persistence;

import org.jspecify.annotations.NullMarked;
