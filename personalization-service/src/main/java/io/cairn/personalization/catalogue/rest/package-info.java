/** The catalogue over HTTP: offers, placements, rules and the contact policy. */
@NullMarked
package io.cairn.personalization.catalogue.rest;

import org.jspecify.annotations.NullMarked;
