/** Logged decisions over HTTP. */
@NullMarked
package io.cairn.personalization.decisionlog.rest;

import org.jspecify.annotations.NullMarked;
