package io.cairn.model.map;

import java.util.List;

/** helper B: all of DESIGN.md §4. */
public record JourneyMap(String name, List<Object> stages) {}
