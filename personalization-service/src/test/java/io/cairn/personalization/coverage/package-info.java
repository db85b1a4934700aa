@NullMarked
package io.cairn.personalization.coverage;

import org.jspecify.annotations.NullMarked;
