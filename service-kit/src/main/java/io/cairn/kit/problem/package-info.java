/** Errors as RFC 9457 problem details, the same from every service. */
@NullMarked
package io.cairn.kit.problem;

import org.jspecify.annotations.NullMarked;
