package io.cairn.bench.measure;

import io.cairn.bench.cairn.Failure;
import java.io.IOException;
import java.util.List;

/** Something that is measured against a floor of the same run. */
public interface Benchmark {
    /** As on the command line. */
    String name();

    /** What is measured against what, in one line. */
    String purpose();

    /** Measures; throws what went wrong. One ratio at least, the one that counts most first. */
    List<Ratio> measure(Bench bench) throws Failure, IOException, InterruptedException;
}
