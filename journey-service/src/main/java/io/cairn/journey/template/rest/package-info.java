/** Templates on the wire. */
@NullMarked
package io.cairn.journey.template.rest;

import org.jspecify.annotations.NullMarked;
