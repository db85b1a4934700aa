/** Signed URLs over HTTP. */
@NullMarked
package io.cairn.personalization.link.rest;

import org.jspecify.annotations.NullMarked;
