package io.cairn.local;

import java.util.List;
import java.util.Map;

/** How the JVM of a service is started here, by the launcher and by whoever starts one more of it. */
public final class ServiceJvm {
    /** Small enough for three, the stores and the launcher in some 2.5 GiB; a JVM out of memory ends and is started again. */
    public static final List<String> OPTIONS = List.of(
            "-Xmx384m",
            "-Xmn224m", // of what a request makes hardly anything outlives it
            "-Xss512k",
            "-XX:MetaspaceSize=128m", // else it is collected three times, in full, while the service starts
            "-XX:MaxMetaspaceSize=192m",
            "-XX:ReservedCodeCacheSize=240m",
            "-XX:MaxDirectMemorySize=96m",
            "-XX:+UseParallelGC",
            "-XX:+ExitOnOutOfMemoryError");

    /**
     * A loop for each processor, not Quarkus's two, unless the environment says otherwise: what the requests of one loop ask of
     * Redis goes together.
     */
    private static final String EVENT_LOOPS = "QUARKUS_VERTX_EVENT_LOOPS_POOL_SIZE";

    private ServiceJvm() {}

    /** Makes of somebody's environment that of a service. */
    public static void configure(Map<String, String> environment) {
        int processors = Runtime.getRuntime().availableProcessors();
        environment.putIfAbsent(EVENT_LOOPS, Integer.toString(Math.max(2, processors)));
    }
}
