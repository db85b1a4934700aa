package io.cairn.journey.picture;

import io.cairn.model.map.Stage;
import java.util.ArrayList;
import java.util.List;

/** Where the stages' columns are. */
record Columns(List<Double> edges) {
    /** Side by side, the badges of a stage's touchpoints need this much each. */
    static final double PER_TOUCHPOINT = 34;

    /** @param least pixels for all columns together, at least */
    static Columns of(List<Stage> stages, double least) {
        double roomy = stages.size() <= 4 ? 300 : stages.size() <= 8 ? 250 : 220;
        double usual = stages.isEmpty() ? least : Math.max(roomy, least / stages.size());
        List<Double> edges = new ArrayList<>(List.of(Layout.MARGIN + Layout.LABELS));
        for (Stage stage : stages) {
            double needed = stage.touchpoints().size() * PER_TOUCHPOINT + 2 * Layout.PADDING;
            edges.add(edges.get(edges.size() - 1) + Math.max(usual, needed));
        }
        if (stages.isEmpty()) {
            edges.add(edges.get(0) + least);
        }
        return new Columns(List.copyOf(edges));
    }

    int stages() {
        return edges.size() - 1;
    }

    double x(int stage) {
        return edges.get(stage);
    }

    double width(int stage) {
        return edges.get(stage + 1) - edges.get(stage);
    }

    /** Of all together. */
    double width() {
        return edges.get(edges.size() - 1) - edges.get(0);
    }

    double middle(int stage, int touchpoint, int touchpoints) {
        double room = width(stage) - 2 * Layout.PADDING;
        return x(stage) + Layout.PADDING + room * (touchpoint + 0.5) / touchpoints;
    }
}
