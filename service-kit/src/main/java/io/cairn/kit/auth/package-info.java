/** API keys and what their roles allow. */
@NullMarked
package io.cairn.kit.auth;

import org.jspecify.annotations.NullMarked;
