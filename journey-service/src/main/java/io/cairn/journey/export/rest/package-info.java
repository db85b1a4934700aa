/** Exports over HTTP. */
@NullMarked
package io.cairn.journey.export.rest;

import org.jspecify.annotations.NullMarked;
