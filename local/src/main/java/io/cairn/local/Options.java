package io.cairn.local;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What {@code ./run} was asked for.
 *
 * @param data where the stores keep their data, with process ids and logs
 * @param empty whether the sample is left out
 * @param fresh whether what a Cairn made in {@code data} is thrown away first
 * @param ports the services' ports, all different
 */
record Options(Path data, boolean empty, boolean fresh, Map<ServiceName, Integer> ports) {

    Options {
        data = data.toAbsolutePath().normalize();
        ports = Collections.unmodifiableMap(new EnumMap<>(ports));
    }

    /** Reads {@code --name value}, {@code --name=value} and flags; throws what to say to a wrong one. */
    static Options parse(List<String> arguments, Path defaultData) throws Failure {
        Path data = defaultData;
        boolean empty = false;
        boolean fresh = false;
        Map<ServiceName, Integer> ports = new EnumMap<>(ServiceName.class);
        for (ServiceName service : ServiceName.values()) {
            ports.put(service, service.defaultPort());
        }
        Iterator<String> rest = arguments.iterator();
        while (rest.hasNext()) {
            String argument = rest.next();
            int equals = argument.indexOf('=');
            String name = equals < 0 ? argument : argument.substring(0, equals);
            boolean isFlag = name.equals("--empty") || name.equals("--fresh");
            Optional<ServiceName> port = serviceOf(name);
            if (isFlag && equals >= 0) {
                throw Failure.usage(name + " takes no value");
            } else if (name.equals("--empty")) {
                empty = true;
            } else if (name.equals("--fresh")) {
                fresh = true;
            } else if (name.equals("--data")) {
                data = directory(value(argument, equals, rest));
            } else if (port.isPresent()) {
                ports.put(port.get(), portNumber(name, value(argument, equals, rest)));
            } else {
                throw Failure.usage("unknown option '" + argument + "'; ./run --help lists them");
            }
        }
        if (new TreeSet<>(ports.values()).size() < ports.size()) {
            throw Failure.usage("the three services need three ports, not " + ports.values());
        }
        return new Options(data, empty, fresh, ports);
    }

    /** Whether nothing but the directory was asked for. */
    boolean isDataOnly() {
        return !empty
                && !fresh
                && ports.entrySet().stream()
                        .allMatch(entry -> entry.getValue() == entry.getKey().defaultPort());
    }

    int port(ServiceName service) {
        Integer port = ports.get(service);
        if (port == null) {
            throw new IllegalStateException("no port for " + service);
        }
        return port;
    }

    private static Optional<ServiceName> serviceOf(String option) {
        for (ServiceName service : ServiceName.values()) {
            if (service.portOption().equals(option)) {
                return Optional.of(service);
            }
        }
        return Optional.empty();
    }

    private static String value(String argument, int equals, Iterator<String> rest) throws Failure {
        String value = equals >= 0 ? argument.substring(equals + 1) : rest.hasNext() ? rest.next() : "";
        if (value.isEmpty()) {
            throw Failure.usage(argument + " needs a value");
        }
        return value;
    }

    private static Path directory(String value) throws Failure {
        try {
            return Path.of(value);
        } catch (InvalidPathException e) {
            throw Failure.usage("--data is not a directory name: '" + value + "'");
        }
    }

    private static int portNumber(String option, String value) throws Failure {
        try {
            int port = Integer.parseInt(value);
            if (port >= 1 && port <= 65535) {
                return port;
            }
        } catch (NumberFormatException e) {
            // answered below
        }
        throw Failure.usage(option + " must be a port from 1 to 65535, not '" + value + "'");
    }
}
