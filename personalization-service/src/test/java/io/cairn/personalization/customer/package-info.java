/** Tests of what is stored of a customer. */
@NullMarked
package io.cairn.personalization.customer;

import org.jspecify.annotations.NullMarked;
