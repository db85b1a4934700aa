/** Tests of templates. */
@NullMarked
package io.cairn.journey.template.rest;

import org.jspecify.annotations.NullMarked;
