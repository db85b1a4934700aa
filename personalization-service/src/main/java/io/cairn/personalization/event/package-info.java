/** Events that come with a question: events-service logs them, so that they count. */
@NullMarked
package io.cairn.personalization.event;

import org.jspecify.annotations.NullMarked;
