package io.cairn.local;

import io.cairn.kit.servers.FreePort;
import io.cairn.kit.servers.ServerBinaries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Brings one Cairn up, from an empty or a left directory to the sample loaded, and takes it down again. */
final class Launcher {

    private final Path root;
    private final Options options;
    private final Stores.Given given;
    private final Optional<Sample> sample;
    private final Console console;
    private @Nullable Crew crew;
    private boolean stopping;

    /** Takes the directory of the build, which holds the services' modules. */
    Launcher(Path root, Options options, Stores.Given given, Optional<Sample> sample, Console console) {
        this.root = root;
        this.options = options;
        this.given = given;
        this.sample = sample;
        this.console = console;
    }

    /** Returns when everything runs; it goes on until {@link #stop}. */
    void start(DataDirectory data) throws Failure, IOException, InterruptedException {
        console.line("Cairn starts on " + data.root());
        new Leftovers(data.processIds(), console).stop();
        for (ServiceName service : ServiceName.values()) {
            checkPort(service);
            checkBuilt(service);
        }
        if (options.fresh()) {
            data.clear();
        }
        for (ServiceName service : ServiceName.values()) {
            data.remembered().serviceRunsAt(service, options.port(service));
        }
        Crew starting = crew(data.processIds());
        // unpacked once for all data directories; it takes seconds
        Stores stores = Stores.on(data, new ServerBinaries(root.resolve(".cairn/bin")), given);
        starting.start(stores.servers());
        stores.prepare();
        List<ServiceProcess> services = new ArrayList<>();
        for (ServiceName service : ServiceName.values()) {
            services.add(service(service, data, stores));
        }
        starting.start(services);
        Endpoints endpoints = Endpoints.of(options);
        Optional<Sample> wanted = sample.filter(any -> !options.empty());
        if (wanted.isPresent()) {
            load(wanted.get(), endpoints, data.remembered());
        }
        new Guide(endpoints, wanted).print(console);
    }

    /** Ends all processes, also those of a start under way. */
    void stop() throws InterruptedException {
        Crew started;
        synchronized (this) {
            stopping = true;
            started = crew;
        }
        if (started != null) {
            console.waitFor(null);
            console.line("Cairn stops");
            started.stop();
        }
    }

    private synchronized Crew crew(ProcessIds processIds) throws InterruptedException {
        if (stopping) {
            throw new InterruptedException();
        }
        crew = new Crew(processIds, console);
        return crew;
    }

    private void load(Sample wanted, Endpoints endpoints, Remembered remembered)
            throws IOException, InterruptedException {
        if (remembered.sampleIsLoaded(given)) {
            return;
        }
        wanted.load(endpoints, console);
        console.waitFor(null);
        remembered.sampleWasLoaded(given);
        console.reached("the sample is loaded");
    }

    private ServiceProcess service(ServiceName service, DataDirectory data, Stores stores) throws IOException {
        Map<String, String> settings = new HashMap<>(stores.settings(service));
        settings.put("QUARKUS_PROFILE", "local");
        settings.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        settings.put("QUARKUS_HTTP_PORT", Integer.toString(options.port(service)));
        settings.put("CAIRN_EVENTS_SERVICE_URL", Endpoints.of(options).events().toString());
        return new ServiceProcess(service, options.port(service), jar(service), data.log(service.module()), settings);
    }

    private void checkPort(ServiceName service) throws Failure {
        int port = options.port(service);
        if (!FreePort.isFree(port)) {
            throw Failure.of("port " + port + " is in use; choose another for the " + service.module() + " with "
                    + service.portOption());
        }
    }

    private void checkBuilt(ServiceName service) throws Failure {
        if (!Files.exists(jar(service))) {
            throw Failure.of("the " + service.module() + " is not built; start Cairn with ./run");
        }
    }

    private Path jar(ServiceName service) {
        return root.resolve(service.module()).resolve("target/quarkus-app/quarkus-run.jar");
    }
}
