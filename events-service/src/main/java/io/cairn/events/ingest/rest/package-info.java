/** How events come in over HTTP: as Segment's clients send them, and as CloudEvents. */
@NullMarked
package io.cairn.events.ingest.rest;

import org.jspecify.annotations.NullMarked;
