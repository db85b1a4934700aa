/** The threads that services make themselves. */
@NullMarked
package io.cairn.kit.threads;

import org.jspecify.annotations.NullMarked;
