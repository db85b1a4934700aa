/** Tests of decisions: the golden cases of the pure core, its parts, and the running service. */
@NullMarked
package io.cairn.personalization.decision;

import org.jspecify.annotations.NullMarked;
