/** The rebuild of Redis on demand, over HTTP. */
@NullMarked
package io.cairn.events.rebuild.rest;

import org.jspecify.annotations.NullMarked;
