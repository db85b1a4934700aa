/** Profiles over HTTP. */
@NullMarked
package io.cairn.events.profile.rest;

import org.jspecify.annotations.NullMarked;
