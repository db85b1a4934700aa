/** Why-not over HTTP. */
@NullMarked
package io.cairn.personalization.whynot.rest;

import org.jspecify.annotations.NullMarked;
