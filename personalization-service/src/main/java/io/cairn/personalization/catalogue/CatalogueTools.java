package io.cairn.personalization.catalogue;

import io.cairn.personalization.content.ContentTemplates;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The compiler of content, plain Java that knows no container, made available to it: one, for it caches. */
class CatalogueTools {
    @Produces
    @Singleton
    ContentTemplates contentTemplates() {
        return new ContentTemplates();
    }
}
