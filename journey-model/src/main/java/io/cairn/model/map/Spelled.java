package io.cairn.model.map;

/** A member of a closed set, as JSON spells it. */
interface Spelled {
    String spelling();
}
