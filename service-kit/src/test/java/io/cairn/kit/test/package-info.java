/** What the tests of every service share: the stores, the OpenAPI contract, the rules of the house. */
@NullMarked
package io.cairn.kit.test;

import org.jspecify.annotations.NullMarked;
