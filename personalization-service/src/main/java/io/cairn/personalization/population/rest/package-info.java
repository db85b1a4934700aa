/** How many customers are on each stage, over HTTP. */
@NullMarked
package io.cairn.personalization.population.rest;

import org.jspecify.annotations.NullMarked;
