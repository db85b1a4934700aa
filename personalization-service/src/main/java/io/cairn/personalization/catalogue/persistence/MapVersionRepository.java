package io.cairn.personalization.catalogue.persistence;

import io.cairn.personalization.catalogue.MapId;
import io.cairn.personalization.catalogue.StoredMaps;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;

/** Live maps in PostgreSQL; without an entity, for a row is written once and read whole. */
@ApplicationScoped
@Transactional
class MapVersionRepository implements StoredMaps {
    private final EntityManager entities;

    MapVersionRepository(EntityManager entities) {
        this.entities = entities;
    }

    @Override
    public void keep(MapId id, String payload) {
        bound(
                        "INSERT INTO map_version (journey, version, published_at, payload) VALUES (?1, ?2, ?3, ?4)"
                                + " ON CONFLICT DO NOTHING",
                        id)
                .setParameter(4, payload)
                .executeUpdate();
    }

    @Override
    public Optional<String> find(MapId id) {
        List<?> found = bound(
                        "SELECT payload FROM map_version WHERE journey = ?1 AND version = ?2 AND published_at = ?3", id)
                .getResultList();
        return found.stream().findFirst().map(Object::toString);
    }

    private Query bound(String sql, MapId id) {
        return entities.createNativeQuery(sql)
                .setParameter(1, id.journey())
                .setParameter(2, id.version())
                .setParameter(3, id.publishedAt().toString());
    }
}
