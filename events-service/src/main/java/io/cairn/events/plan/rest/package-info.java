/** The tracking plan and the events that were seen, over HTTP. */
@NullMarked
package io.cairn.events.plan.rest;

import org.jspecify.annotations.NullMarked;
