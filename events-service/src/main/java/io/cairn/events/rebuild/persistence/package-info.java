/** What the guardian reads of all customers. */
@NullMarked
package io.cairn.events.rebuild.persistence;

import org.jspecify.annotations.NullMarked;
