/** Coverage over HTTP. */
@NullMarked
package io.cairn.personalization.coverage.rest;

import org.jspecify.annotations.NullMarked;
