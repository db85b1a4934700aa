/** Folds events of the log into snapshots, page by page. */
@NullMarked
package io.cairn.events.retention.persistence;

import org.jspecify.annotations.NullMarked;
