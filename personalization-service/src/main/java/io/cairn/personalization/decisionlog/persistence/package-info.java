/** The decision log's tables. */
@NullMarked
package io.cairn.personalization.decisionlog.persistence;

import org.jspecify.annotations.NullMarked;
