/** What is known of a customer: a pure fold over the set of her logged events. */
@NullMarked
package io.cairn.model.profile;

import org.jspecify.annotations.NullMarked;
