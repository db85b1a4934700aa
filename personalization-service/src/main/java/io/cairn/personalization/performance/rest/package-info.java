/** Performance over HTTP. */
@NullMarked
package io.cairn.personalization.performance.rest;

import org.jspecify.annotations.NullMarked;
