package io.cairn.kit.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Stands between a client and Redis, as its name does: who connects comes to whichever Redis it {@linkplain #leadTo leads to}.
 * Can fall silent as a host that vanishes: nothing is closed, nothing answered.
 */
final class Relay implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Link> links = new CopyOnWriteArrayList<>();
    private volatile URI redis;
    private volatile CountDownLatch gate = new CountDownLatch(0);

    Relay(URI redis) throws IOException {
        this.redis = redis;
        threads.execute(this::accept);
    }

    /** One connection of the client, and that to Redis. */
    private final class Link {
        private final Socket client;
        private final Socket redis;
        private volatile boolean isSilent;

        Link(Socket client, Socket redis) {
            this.client = client;
            this.redis = redis;
        }

        void ask() {
            try {
                client.getInputStream().transferTo(redis.getOutputStream());
            } catch (IOException e) {
                // it is closed
            }
        }

        void answer() {
            byte[] bytes = new byte[8192];
            try {
                InputStream from = redis.getInputStream();
                OutputStream to = client.getOutputStream();
                for (int n = from.read(bytes); n >= 0; n = from.read(bytes)) {
                    gate.await();
                    if (!isSilent) {
                        to.write(bytes, 0, n);
                    }
                }
                if (!isSilent) {
                    client.close(); // as Redis did
                }
            } catch (IOException | InterruptedException e) {
                // it is closed
            }
        }
    }

    String connectionString() {
        return "redis://127.0.0.1:" + server.getLocalPort();
    }

    /** From now on the connections that there are get no answers; others do. */
    void silence() {
        links.forEach(link -> link.isSilent = true);
    }

    /** From now on nobody gets answers, until {@link #release}. */
    void hold() {
        gate = new CountDownLatch(1);
    }

    void release() {
        gate.countDown();
    }

    /** From now on whoever connects comes to this one; the connections that there are stay. */
    void leadTo(URI other) {
        redis = other;
    }

    int connections() {
        return links.size();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                URI to = redis;
                Link link = new Link(client, new Socket(to.getHost(), to.getPort()));
                links.add(link);
                threads.execute(link::ask);
                threads.execute(link::answer);
            }
        } catch (IOException e) {
            // it is closed
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Link link : links) {
            link.client.close();
            link.redis.close();
        }
        threads.shutdownNow();
    }
}
