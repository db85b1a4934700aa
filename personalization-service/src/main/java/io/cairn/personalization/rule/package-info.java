/** Rules: which offers stand as candidates, for whom, where and when. */
@NullMarked
package io.cairn.personalization.rule;

import org.jspecify.annotations.NullMarked;
