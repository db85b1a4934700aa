package io.cairn.bench.measure;

import io.cairn.bench.cairn.Failure;
import io.cairn.bench.cairn.Stopwatch;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sends requests that were made before, over several connections, each answered before its next, from one thread: on a
 * machine that client and server share, what the client takes is missing from both sides of a ratio.
 */
final class HttpLoad implements AutoCloseable {
    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: *(\\d+)\r\n");
    private static final int LONGEST_HEAD = 1_024;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Selector selector = Selector.open();
    private final List<Connection> connections = new ArrayList<>();
    private Iterator<byte[]> next = List.<byte[]>of().iterator();
    private int answered;

    /** Connects to a port of 127.0.0.1. */
    HttpLoad(int port, int connections) throws IOException {
        for (int i = 0; i < connections; i++) {
            SocketChannel channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.configureBlocking(false);
            Connection connection = new Connection(channel);
            channel.register(selector, SelectionKey.OP_READ, connection);
            this.connections.add(connection);
        }
    }

    /** A request with a JSON body, as it goes over the wire. */
    static byte[] post(String path, String json) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        byte[] head = ("POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer local-dev-key\r\n"
                        + "Content-Type: application/json\r\nContent-Length: " + body.length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(head.length + body.length)
                .put(head)
                .put(body)
                .array();
    }

    /** Sends all; gives how long it took to the last answer. Fails at an answer that is not 200. */
    Duration send(List<byte[]> requests) throws Failure, IOException {
        next = requests.iterator();
        answered = 0;
        Stopwatch took = new Stopwatch();
        for (Connection connection : connections) {
            connection.sendNext();
        }
        while (answered < requests.size()) {
            if (selector.select(PATIENCE.toMillis()) == 0) {
                throw new Failure("no answer within " + PATIENCE.toSeconds() + " s");
            }
            for (SelectionKey key : selector.selectedKeys()) {
                Connection connection = (Connection) key.attachment();
                if (key.isWritable()) {
                    connection.write();
                }
                if (key.isReadable() && connection.read()) {
                    answered++;
                    connection.sendNext();
                }
            }
            selector.selectedKeys().clear();
        }
        return took.elapsed();
    }

    /**
     * Sends all at a steady rate, whether or not those before are answered; gives how long each took from when it was due,
     * what it waited for a free connection included. Fails at an answer that is not 200.
     */
    LatencyHistogram sendPaced(List<byte[]> requests, double perSecond) throws Failure, IOException {
        LatencyHistogram latencies = new LatencyHistogram();
        next = requests.iterator();
        answered = 0;
        Deque<Connection> free = new ArrayDeque<>(connections);
        Deque<Long> due = new ArrayDeque<>();
        long begun = System.nanoTime();
        int released = 0;
        while (answered < requests.size()) {
            long now = System.nanoTime();
            // counted from when this thread saw that it was due: that it slept a little is not the service's doing
            long dueByNow = Math.min(requests.size(), (long) ((now - begun) * perSecond / 1e9) + 1);
            for (; released < dueByNow; released++) {
                due.add(now);
            }
            while (!due.isEmpty() && !free.isEmpty()) {
                Connection connection = free.remove();
                connection.dueAtNanos = due.remove();
                connection.sendNext();
            }
            if (selector.select(released < requests.size() ? 1 : PATIENCE.toMillis()) == 0
                    && released == requests.size()) {
                throw new Failure("no answer within " + PATIENCE.toSeconds() + " s");
            }
            for (SelectionKey key : selector.selectedKeys()) {
                Connection connection = (Connection) key.attachment();
                if (key.isWritable()) {
                    connection.write();
                }
                if (key.isReadable() && connection.read()) {
                    answered++;
                    latencies.record(System.nanoTime() - connection.dueAtNanos);
                    free.add(connection);
                }
            }
            selector.selectedKeys().clear();
        }
        return latencies;
    }

    @Override
    public void close() throws IOException {
        for (Connection connection : connections) {
            connection.channel.close();
        }
        selector.close();
    }

    private final class Connection {
        private final SocketChannel channel;
        private final ByteBuffer in = ByteBuffer.allocate(256 * 1024);
        private ByteBuffer out = ByteBuffer.allocate(0);
        private long dueAtNanos;

        /** How long the answer is; 0 until its head is there. */
        private int length;

        Connection(SocketChannel channel) {
            this.channel = channel;
        }

        void sendNext() throws IOException {
            in.clear();
            length = 0;
            if (next.hasNext()) {
                out = ByteBuffer.wrap(next.next());
                write();
            }
        }

        void write() throws IOException {
            channel.write(out);
            int interest = SelectionKey.OP_READ | (out.hasRemaining() ? SelectionKey.OP_WRITE : 0);
            SelectionKey key = channel.keyFor(selector);
            if (key.interestOps() != interest) {
                key.interestOps(interest);
            }
        }

        /** Whether the answer is all there. */
        boolean read() throws Failure, IOException {
            if (channel.read(in) < 0) {
                throw new Failure("the service closed a connection");
            }
            if (length == 0) {
                readHead();
            }
            return length > 0 && in.position() >= length;
        }

        private void readHead() throws Failure {
            String head = new String(in.array(), 0, Math.min(in.position(), LONGEST_HEAD), StandardCharsets.ISO_8859_1);
            int end = head.indexOf("\r\n\r\n");
            if (end < 0) {
                return;
            }
            Matcher stated = LENGTH.matcher(head);
            if (!head.startsWith("HTTP/1.1 200 ") || !stated.find()) {
                throw new Failure("an answer is " + head);
            }
            length = end + 4 + Integer.parseInt(stated.group(1));
        }
    }
}
