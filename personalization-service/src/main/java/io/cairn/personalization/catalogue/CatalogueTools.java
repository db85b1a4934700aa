package io.cairn.personalization.catalogue;

import io.cairn.model.condition.Conditions;
import io.cairn.personalization.content.ContentTemplates;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The compilers, plain Java that knows no container, made available to it: one of each, for they cache. */
class CatalogueTools {
    @Produces
    @Singleton
    Conditions conditions() {
        return new Conditions();
    }

    @Produces
    @Singleton
    ContentTemplates contentTemplates() {
        return new ContentTemplates();
    }
}
