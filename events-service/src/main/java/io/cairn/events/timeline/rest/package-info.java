/** The timeline over HTTP. */
@NullMarked
package io.cairn.events.timeline.rest;

import org.jspecify.annotations.NullMarked;
