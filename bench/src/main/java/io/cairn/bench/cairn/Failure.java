package io.cairn.bench.cairn;

/** What ends a drill: a promise that was not kept, or something without which it cannot go on; the text says which. */
public final class Failure extends Exception {
    private static final long serialVersionUID = 1;

    public Failure(String reason) {
        super(reason);
    }
}
