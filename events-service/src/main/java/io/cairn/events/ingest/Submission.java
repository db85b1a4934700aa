package io.cairn.events.ingest;

import io.cairn.events.log.ReceivedEvent;
import java.util.List;

/** The events of a request that can be logged, and those that cannot. */
record Submission(List<ReceivedEvent> events, List<Rejected> rejected) {}
