@NullMarked
package io.cairn.personalization.decision.rest;

import org.jspecify.annotations.NullMarked;
