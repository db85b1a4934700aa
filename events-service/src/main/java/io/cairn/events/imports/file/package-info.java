/** Files of rows, CSV and NDJSON, read as a stream: whatever is wrong with a row costs that row alone. */
@NullMarked
package io.cairn.events.imports.file;

import org.jspecify.annotations.NullMarked;
