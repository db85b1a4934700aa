/** What all three OpenAPI documents say alike. */
@NullMarked
package io.cairn.kit.openapi;

import org.jspecify.annotations.NullMarked;
