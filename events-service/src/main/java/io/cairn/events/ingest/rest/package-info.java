/** Segment's tracking API. */
@NullMarked
package io.cairn.events.ingest.rest;

import org.jspecify.annotations.NullMarked;
