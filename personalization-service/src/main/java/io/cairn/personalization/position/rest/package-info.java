/** A customer's stages over HTTP. */
@NullMarked
package io.cairn.personalization.position.rest;

import org.jspecify.annotations.NullMarked;
