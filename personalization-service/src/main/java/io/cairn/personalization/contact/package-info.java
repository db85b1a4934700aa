/** The contact policy and caps: how often, when and whether a customer may be contacted. */
@NullMarked
package io.cairn.personalization.contact;

import org.jspecify.annotations.NullMarked;
