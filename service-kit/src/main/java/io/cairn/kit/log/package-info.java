/** What ties the log lines of one request together. */
@NullMarked
package io.cairn.kit.log;

import org.jspecify.annotations.NullMarked;
