/** Imports over HTTP. */
@NullMarked
package io.cairn.events.imports.rest;

import org.jspecify.annotations.NullMarked;
