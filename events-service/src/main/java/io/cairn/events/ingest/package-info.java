/** Takes events: reads them, item by item, logs them and brings the profiles up to date. */
@NullMarked
package io.cairn.events.ingest;

import org.jspecify.annotations.NullMarked;
