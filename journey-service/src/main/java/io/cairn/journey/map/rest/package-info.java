/** Journeys and their versions on the wire. */
@NullMarked
package io.cairn.journey.map.rest;

import org.jspecify.annotations.NullMarked;
