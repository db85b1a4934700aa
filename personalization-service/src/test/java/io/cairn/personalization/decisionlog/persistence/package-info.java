/** Tests of the decision log. */
@NullMarked
package io.cairn.personalization.decisionlog.persistence;

import org.jspecify.annotations.NullMarked;
