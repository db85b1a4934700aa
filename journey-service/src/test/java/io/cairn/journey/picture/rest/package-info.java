/** Pictures over HTTP. */
@NullMarked
package io.cairn.journey.picture.rest;

import org.jspecify.annotations.NullMarked;
