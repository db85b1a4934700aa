package io.cairn.bench.drill;

/** What ends a drill: a promise that was not kept, or something without which it cannot go on; the text says which. */
final class Failure extends Exception {
    private static final long serialVersionUID = 1;

    Failure(String reason) {
        super(reason);
    }
}
