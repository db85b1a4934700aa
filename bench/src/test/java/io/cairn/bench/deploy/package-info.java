/** What docker/ and k8s/ say is parsed strictly and checked to hang together, without an engine or a cluster. */
@NullMarked
package io.cairn.bench.deploy;

import org.jspecify.annotations.NullMarked;
