@NullMarked
package io.cairn.personalization.link;

import org.jspecify.annotations.NullMarked;
