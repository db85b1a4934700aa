package io.cairn.personalization.catalogue;

import io.cairn.personalization.content.ContentTemplate;
import io.cairn.personalization.offer.Representation;

/** A representation and its compiled content. */
public record CompiledRepresentation(Representation representation, ContentTemplate content) {}
