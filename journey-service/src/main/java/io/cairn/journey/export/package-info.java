/** The map in the forms that other tools take: Markdown for a wiki, Mermaid. */
@NullMarked
package io.cairn.journey.export;

import org.jspecify.annotations.NullMarked;
