package io.cairn.local;

import java.io.IOException;
import java.util.List;

/** What a new Cairn is filled with, so that there is something to see; provided through {@link java.util.ServiceLoader}. */
public interface Sample {

    /** Sends everything through the public API; sent again after a broken load, nothing is there twice. */
    void load(Endpoints endpoints, Progress progress) throws IOException, InterruptedException;

    /** Commands that work when pasted, once the sample is loaded. */
    List<Example> examples(Endpoints endpoints);

    /**
     * A command to paste.
     *
     * @param title what it shows, in a few words
     * @param command one shell command
     */
    record Example(String title, String command) {}
}
