/** What a customer did, newest first. */
@NullMarked
package io.cairn.events.timeline;

import org.jspecify.annotations.NullMarked;
