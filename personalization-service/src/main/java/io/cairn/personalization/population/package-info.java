/** How many customers are on each stage. */
@NullMarked
package io.cairn.personalization.population;

import org.jspecify.annotations.NullMarked;
