/** Tests of the decision log. */
@NullMarked
package io.cairn.personalization.decisionlog;

import org.jspecify.annotations.NullMarked;
