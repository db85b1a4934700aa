package io.cairn.personalization.performance.persistence;

import io.cairn.personalization.performance.Figures;
import io.cairn.personalization.performance.Performance;
import io.cairn.personalization.performance.Performance.OfPlacement;
import io.cairn.personalization.performance.Performance.OfRule;
import io.cairn.personalization.performance.Performance.OfStage;
import io.cairn.personalization.performance.Rate;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Counts what came of an offer. One statement, so that its parts are of one moment. */
@ApplicationScoped
public class PerformanceRepository {
    /** Each proposition once in the total, for its rule and its placement, and for each journey that she was on. */
    private static final String QUERY =
            """
            with handed as (
              select p.proposition_id, p.rule, p.placement, p.stages, o.*
              from proposition p
              left join lateral (
                select bool_or(outcome <> 'failed') as delivered, bool_or(outcome = 'opened') as opened,
                  bool_or(outcome = 'clicked') as clicked, bool_or(outcome = 'converted') as converted,
                  bool_or(outcome = 'dismissed') as dismissed, bool_and(outcome = 'failed') as failed,
                  sum(value) filter (where outcome = 'converted') as value
                from outcome where outcome.proposition_id = p.proposition_id) o on true
              where p.offer = ? and p.decided_at >= ? and p.decided_at < ?)
            select dimension, name, count(*), count(*) filter (where delivered), count(*) filter (where opened),
              count(*) filter (where clicked), count(*) filter (where converted), count(*) filter (where dismissed),
              count(*) filter (where failed), coalesce(sum(value), 0)
            from handed cross join lateral (
              select 'total' as dimension, null as name
              union all select 'rule', rule
              union all select 'placement', placement
              union all select 'stage', unnest(stages)) by_dimension
            group by dimension, name order by dimension, name collate "C" nulls last""";

    private static final Instant FIRST = Instant.EPOCH;
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    private final DataSource dataSource;

    PerformanceRepository(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Of the decisions from {@code from}, inclusive, to {@code to}, exclusive; null: without end. */
    public Performance find(String offer, @Nullable Instant from, @Nullable Instant to) throws SQLException {
        Figures total = figures(0, 0, 0, 0, 0, 0, 0, BigDecimal.ZERO);
        List<OfRule> byRule = new ArrayList<>();
        List<OfPlacement> byPlacement = new ArrayList<>();
        List<OfStage> byStage = new ArrayList<>();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement query = connection.prepareStatement(QUERY)) {
            query.setString(1, offer);
            query.setTimestamp(2, Timestamp.from(from == null ? FIRST : from));
            query.setTimestamp(3, Timestamp.from(to == null ? LAST : to));
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    Figures figures = figures(rows);
                    String name = rows.getString(2);
                    switch (rows.getString(1)) {
                        case "rule" -> byRule.add(new OfRule(name, figures));
                        case "placement" -> byPlacement.add(new OfPlacement(Objects.requireNonNull(name), figures));
                        case "stage" -> byStage.add(ofStage(Objects.requireNonNull(name), figures));
                        default -> total = figures;
                    }
                }
            }
        }
        return new Performance(offer, from, to, total, byRule, byPlacement, byStage);
    }

    private static OfStage ofStage(String name, Figures figures) {
        int slash = name.indexOf('/');
        return new OfStage(name.substring(0, slash), name.substring(slash + 1), figures);
    }

    private static Figures figures(ResultSet row) throws SQLException {
        return figures(
                row.getLong(3),
                row.getLong(4),
                row.getLong(5),
                row.getLong(6),
                row.getLong(7),
                row.getLong(8),
                row.getLong(9),
                row.getBigDecimal(10));
    }

    private static Figures figures(
            long decided,
            long delivered,
            long opened,
            long clicked,
            long converted,
            long dismissed,
            long failed,
            BigDecimal value) {
        return new Figures(
                decided,
                Rate.of(delivered, decided),
                Rate.of(opened, decided),
                Rate.of(clicked, decided),
                Rate.of(converted, decided),
                Rate.of(dismissed, decided),
                Rate.of(failed, decided),
                value);
    }
}
